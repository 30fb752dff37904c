using BetterAuth.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Writing;

/// <summary>The connection that writes: one transaction at a time, parts of which can be undone. Used by the writer's thread alone.</summary>
internal sealed class WriterConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _mark;
    private readonly Statement _keep;
    private readonly Statement _undo;

    public WriterConnection(SqliteStoreOptions options)
    {
        _connection = ConnectionFactory.OpenWriter(options);
        try
        {
            _begin = new Statement(_connection, "BEGIN IMMEDIATE");
            _commit = new Statement(_connection, "COMMIT");
            _mark = new Statement(_connection, "SAVEPOINT part");
            _keep = new Statement(_connection, "RELEASE part");
            _undo = new Statement(_connection, "ROLLBACK TO part");
            Accounts = new AccountStatements(_connection);
            Nonces = new NonceStatements(_connection);
            Sweeping = new SweepStatements(_connection);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public AccountStatements Accounts { get; }

    public NonceStatements Nonces { get; }

    public SweepStatements Sweeping { get; }

    /// <summary>Begins a transaction, waiting for other processes as long as the busy time-out.</summary>
    public void Begin() => _begin.Run();

    /// <summary>Commits durably what was kept.</summary>
    public void Commit() => _commit.Run();

    /// <summary>Begins a part of the transaction.</summary>
    public void Mark() => _mark.Run();

    /// <summary>Ends the part and keeps it.</summary>
    public void Keep() => _keep.Run();

    /// <summary>Ends the part as if it had never been.</summary>
    public void Undo()
    {
        _undo.Run();
        _keep.Run();
    }

    /// <summary>Closes; what was not committed is rolled back.</summary>
    public void Dispose()
    {
        Statement[] statements = [_begin, _commit, _mark, _keep, _undo];
        foreach (IDisposable resource in (IDisposable[])[.. statements, Accounts, Nonces, Sweeping, _connection])
        {
            resource.Dispose();
        }
    }
}
