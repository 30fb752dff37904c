using System.Buffers.Binary;
using BetterAuth.Access;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>
/// The replay lock in memory, made to take the same request again and again: each reservation is for another entry, of 65,536 that have all expired when their turn comes again. So a reservation costs what it costs with that many nonces.
/// </summary>
internal sealed class TurningLock : IReplayLock
{
    private const int Entries = 1 << 16;

    private readonly MemoryReplayLock _lock = MemoryReplayLock.ForFreshKeys(TimeProvider.System);
    private readonly byte[] _entry = new byte[32];
    private uint _turn;

    public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        entry.Span.CopyTo(_entry);
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(_entry) ^ (0x9E3779B97F4A7C15 * (_turn++ % Entries));
        BinaryPrimitives.WriteUInt64LittleEndian(_entry, first);
        return _lock.TryReserveAsync(_entry, DateTimeOffset.UnixEpoch, cancellationToken);
    }
}
