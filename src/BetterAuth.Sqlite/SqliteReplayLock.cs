using BetterAuth.Access;
using BetterAuth.Sqlite.Writing;

namespace BetterAuth.Sqlite;

/// <summary>A replay lock that remembers across restarts and between the processes that share the file. Part of a <see cref="SqliteAccountStore"/>.</summary>
/// <remarks>Thread-safe. An entry stays reserved until it is swept, a little after its time.</remarks>
public sealed class SqliteReplayLock : IReplayLock
{
    private const int EntrySize = 32;

    private readonly Writer _writer;

    internal SqliteReplayLock(Writer writer) => _writer = writer;

    /// <summary>Always: what was reserved is in the file.</summary>
    public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException"><paramref name="entry"/> is not 32 bytes.</exception>
    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        if (entry.Length != EntrySize)
        {
            throw new ArgumentException($"An entry is {EntrySize} bytes.", nameof(entry));
        }

        return _writer.WriteAsync(new ReserveWrite(entry, until), cancellationToken);
    }
}
