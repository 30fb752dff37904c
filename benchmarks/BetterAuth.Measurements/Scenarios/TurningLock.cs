using System.Buffers.Binary;
using BetterAuth.Access;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>
/// The replay lock in memory, made to take the same request again and again: each reservation is for another entry, of 65,536 per thread that have all expired when their turn comes again.
/// So a reservation costs what it costs with that many nonces. Thread-safe.
/// </summary>
internal sealed class TurningLock : IReplayLock
{
    private const uint Entries = 1 << 16;

    // Threads must share nothing here that they do not share in the lock itself.
    [ThreadStatic]
    private static byte[]? _entry;

    [ThreadStatic]
    private static uint _turn;

    private readonly MemoryReplayLock _lock = MemoryReplayLock.ForFreshKeys(TimeProvider.System);

    public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        byte[] mine = _entry ??= new byte[32];
        entry.Span.CopyTo(mine);
        ulong number = ((ulong)Environment.CurrentManagedThreadId * Entries) + (_turn++ % Entries);
        BinaryPrimitives.WriteUInt64LittleEndian(mine, BinaryPrimitives.ReadUInt64LittleEndian(mine) ^ (0x9E3779B97F4A7C15 * number));
        return _lock.TryReserveAsync(mine, DateTimeOffset.UnixEpoch, cancellationToken);
    }
}
