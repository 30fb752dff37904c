using BetterAuth.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Writing;

/// <summary>The replay lock's one statement: its uniqueness is the lock.</summary>
internal sealed class NonceStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _reserve = new(connection, "INSERT INTO nonces (entry, until) VALUES (?, ?) ON CONFLICT DO NOTHING");

    /// <summary>Whether <paramref name="entry"/> was free, and is now reserved.</summary>
    public bool Reserve(ReadOnlySpan<byte> entry, DateTimeOffset until) => _reserve.Bind(entry).Bind(until.UtcTicks).Run() == 1;

    public void Dispose() => _reserve.Dispose();
}
