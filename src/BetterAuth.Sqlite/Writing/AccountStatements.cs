using BetterAuth.Accounts;
using BetterAuth.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Writing;

/// <summary>One <see cref="AccountCommit"/> as statements. Unless it answers <see cref="CommitOutcome.Committed"/>, the caller undoes what was written.</summary>
internal sealed class AccountStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _version = new(connection, "SELECT version FROM accounts WHERE identity = ?");
    private readonly Statement _create = new(connection, "INSERT INTO accounts (identity, version, record) VALUES (?, 1, ?) ON CONFLICT DO NOTHING");
    private readonly Statement _replace = new(connection, "UPDATE accounts SET record = ?, version = version + 1 WHERE identity = ? AND version = ?");
    private readonly Statement _row = new(connection, "SELECT value, until FROM account_rows WHERE identity = ? AND kind = ? AND key = ?");
    private readonly Statement _erase = new(connection, "DELETE FROM account_rows WHERE identity = ?");
    private readonly Statement _insert = new(connection, "INSERT INTO account_rows (identity, kind, key, value, until) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    private readonly Statement _revoke = new(connection, "INSERT INTO revocations (identity, device, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)");

    public CommitResult Commit(AccountCommit commit)
    {
        if (!StoreRecord(commit))
        {
            return new CommitResult(CommitOutcome.VersionConflict);
        }

        // Erased first: those rows are in nobody's way.
        if (commit.EraseRows)
        {
            _erase.Bind(commit.Identity.Span).Run();
        }

        foreach (AccountRow row in commit.Absent)
        {
            if (Find(commit, row) is { } stored)
            {
                return new CommitResult(CommitOutcome.RowExists, stored);
            }
        }

        foreach (AccountRow row in commit.Insert)
        {
            if (_insert.Bind(commit.Identity.Span).Bind((long)row.Kind).Bind(row.Key.Span).Bind(row.Value.Span).Bind(row.Until?.UtcTicks).Run() == 0)
            {
                return new CommitResult(CommitOutcome.RowExists, Find(commit, row)!.Value);
            }
        }

        foreach (Revocation revocation in commit.Revocations)
        {
            _revoke.Bind(commit.Identity.Span).Bind(revocation.Device.Span).Bind(revocation.Until.UtcTicks).Run();
        }

        return new CommitResult(CommitOutcome.Committed);
    }

    private bool StoreRecord(AccountCommit commit)
    {
        if (commit.Record is not { } record)
        {
            return Version(commit) == commit.ExpectedVersion;
        }

        return commit.ExpectedVersion == 0
            ? _create.Bind(commit.Identity.Span).Bind(record.Span).Run() == 1
            : _replace.Bind(record.Span).Bind(commit.Identity.Span).Bind(commit.ExpectedVersion).Run() == 1;
    }

    private long Version(AccountCommit commit)
    {
        _version.Bind(commit.Identity.Span);
        long version = _version.Read() ? _version.Number(0)!.Value : 0;
        _version.Reset();
        return version;
    }

    private AccountRow? Find(AccountCommit commit, AccountRow row)
    {
        _row.Bind(commit.Identity.Span).Bind((long)row.Kind).Bind(row.Key.Span);
        AccountRow? found = _row.Read()
            ? new AccountRow(row.Kind, row.Key.ToArray(), _row.Bytes(0), _row.Number(1) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null)
            : null;
        _row.Reset();
        return found;
    }

    public void Dispose()
    {
        foreach (Statement statement in (Statement[])[_version, _create, _replace, _row, _erase, _insert, _revoke])
        {
            statement.Dispose();
        }
    }
}
