using System.Buffers.Binary;
using BetterAuth.Access;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>
/// The replay lock in memory with 65,536 live nonces, made to take the same request again and again: each reservation is for another entry, which has expired when the lock next makes room. Thread-safe.
/// </summary>
internal sealed class TurningLock : IReplayLock
{
    private const int Live = 1 << 16;

    // Threads must share nothing here that they do not share in the lock itself.
    [ThreadStatic]
    private static byte[]? _entry;

    [ThreadStatic]
    private static uint _turn;

    private readonly MemoryReplayLock _lock = MemoryReplayLock.ForFreshKeys(TimeProvider.System);

    public TurningLock()
    {
        DateTimeOffset until = DateTimeOffset.UtcNow + TimeSpan.FromHours(1);
        byte[] entry = new byte[32];
        for (int i = 0; i < 3 * Live; i++)
        {
            // The expired ones after the live ones bring the lock's tables to the size they keep.
            Require(Reserve(entry, i < Live ? until : DateTimeOffset.UnixEpoch));
        }
    }

    public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => Reserve(entry.Span, DateTimeOffset.UnixEpoch);

    private ValueTask<bool> Reserve(ReadOnlySpan<byte> entry, DateTimeOffset until)
    {
        byte[] mine = _entry ??= new byte[32];
        entry.CopyTo(mine);

        // A product with an odd constant: all different, and spread over all bits as hashes are.
        ulong number = ((ulong)Environment.CurrentManagedThreadId << 32) + _turn++;
        BinaryPrimitives.WriteUInt64LittleEndian(mine, BinaryPrimitives.ReadUInt64LittleEndian(mine) ^ (0x9E3779B97F4A7C15 * number));
        return _lock.TryReserveAsync(mine, until);
    }

    private static void Require(ValueTask<bool> reserved)
    {
        if (!reserved.IsCompletedSuccessfully || !reserved.Result)
        {
            throw new InvalidOperationException("A new nonce was refused.");
        }
    }
}
