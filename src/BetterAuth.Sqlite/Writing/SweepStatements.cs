using BetterAuth.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Writing;

/// <summary>Removes what is over, a slice at a time, so that no commit waits long for it.</summary>
internal sealed class SweepStatements(SqliteConnection connection) : IDisposable
{
    private const int Slice = 500;

    private readonly Statement[] _sweeps =
    [
        new(connection, $"DELETE FROM account_rows WHERE id IN (SELECT id FROM account_rows WHERE until <= ? ORDER BY until LIMIT {Slice})"),
        new(connection, $"DELETE FROM revocations WHERE (identity, device) IN (SELECT identity, device FROM revocations WHERE until <= ? ORDER BY until LIMIT {Slice})"),
        new(connection, $"DELETE FROM nonces WHERE entry IN (SELECT entry FROM nonces WHERE until <= ? ORDER BY until LIMIT {Slice})"),
    ];

    /// <summary>Removes one slice of each table; whether there may be more.</summary>
    public bool Sweep(DateTimeOffset now)
    {
        bool more = false;
        foreach (Statement sweep in _sweeps)
        {
            more |= sweep.Bind(now.UtcTicks).Run() == Slice;
        }

        return more;
    }

    public void Dispose()
    {
        foreach (Statement sweep in _sweeps)
        {
            sweep.Dispose();
        }
    }
}
