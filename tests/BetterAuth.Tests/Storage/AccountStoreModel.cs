using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage;

/// <summary>The contract of <see cref="IAccountStore"/>, word for word, on lists that are copied whole for each commit.</summary>
internal sealed class AccountStoreModel
{
    private Dictionary<Utf8Text, (long Version, byte[] Record)> _records = [];
    private List<(Utf8Text Identity, AccountRow Row)> _rows = [];

    public Dictionary<(Utf8Text, Utf8Text), DateTimeOffset> Revocations { get; } = [];

    public long Version(Utf8Text identity) => _records.GetValueOrDefault(identity).Version;

    public byte[]? Record(Utf8Text identity) => _records.GetValueOrDefault(identity).Record;

    public IEnumerable<Utf8Text> Find(RowKind kind, byte[] key) =>
        _rows.Where(entry => entry.Row.Kind == kind && entry.Row.Key.Span.SequenceEqual(key)).Select(entry => entry.Identity).Take(16);

    public CommitResult Commit(AccountCommit commit)
    {
        if (commit.ExpectedVersion != Version(commit.Identity))
        {
            return new CommitResult(CommitOutcome.VersionConflict);
        }

        Dictionary<Utf8Text, (long, byte[])> records = new(_records);
        List<(Utf8Text Identity, AccountRow Row)> rows = [.. _rows.Where(entry => !commit.EraseRows || entry.Identity != commit.Identity)];
        if (commit.Record is { } record)
        {
            records[commit.Identity] = (commit.ExpectedVersion + 1, record.ToArray());
        }

        foreach ((AccountRow wanted, bool insert) in commit.Absent.Select(row => (row, false)).Concat(commit.Insert.Select(row => (row, true))))
        {
            foreach ((Utf8Text identity, AccountRow row) in rows)
            {
                if (identity == commit.Identity && row.Kind == wanted.Kind && row.Key.Span.SequenceEqual(wanted.Key.Span))
                {
                    return new CommitResult(CommitOutcome.RowExists, row);
                }
            }

            if (insert)
            {
                rows.Add((commit.Identity, wanted));
            }
        }

        (_records, _rows) = (records, rows);
        foreach (Revocation revocation in commit.Revocations)
        {
            DateTimeOffset known = Revocations.GetValueOrDefault((commit.Identity, revocation.Device));
            Revocations[(commit.Identity, revocation.Device)] = known > revocation.Until ? known : revocation.Until;
        }

        return new CommitResult(CommitOutcome.Committed);
    }
}
