using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BetterAuth.Access;

/// <summary>A replay lock in this process's memory, for one node. Thread-safe; allocates only when more nonces are live than ever before.</summary>
/// <remarks>
/// <para>1,024 small tables (<see cref="ReplayTable"/>), each under its own lock for some dozen nanoseconds: what has expired is cleared table by table, so no call waits for more than one of them, whatever the number of nonces.
/// 20 to 32 bytes per live nonce.</para>
/// <para>An entry counts by 96 of its 256 bits. Two different ones that agree in them (one in 2⁵⁴ for three million live nonces) look like a replay; a replay never looks like a new one.</para>
/// </remarks>
public sealed class MemoryReplayLock : IReplayLock
{
    private const int TableBits = 10;

    private readonly TimeProvider _clock;
    private readonly long _epoch;
    private readonly ulong _secret;
    private readonly ReplayTable[] _tables = new ReplayTable[1 << TableBits];

    /// <summary>Starts now: what was accepted before is not known.</summary>
    public MemoryReplayLock(TimeProvider timeProvider)
        : this(timeProvider, null)
    {
    }

    private MemoryReplayLock(TimeProvider timeProvider, DateTimeOffset? knowsSince)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _clock = timeProvider;
        DateTimeOffset now = timeProvider.GetUtcNow();
        KnowsSince = knowsSince ?? now;

        // Times are kept in seconds from here. A clock may be set back; years before the start are room enough.
        _epoch = now.UtcTicks - (400 * TimeSpan.TicksPerDay);

        // Clients choose their nonces, so they must not know where an entry goes: else one of them could fill one table.
        _secret = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;
        for (int i = 0; i < _tables.Length; i++)
        {
            _tables[i] = new();
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset KnowsSince { get; }

    /// <summary>A lock that knows everything, because there is nothing to know: only for access keys that were generated in this process, so that no token can be older than the lock.</summary>
    public static MemoryReplayLock ForFreshKeys(TimeProvider timeProvider) => new(timeProvider, DateTimeOffset.MinValue);

    /// <inheritdoc/>
    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<byte> bytes = entry.Span;
        ulong place = BinaryPrimitives.ReadUInt64LittleEndian(bytes) * _secret;
        uint tag = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        uint now = SecondsOf(_clock.GetUtcNow().UtcTicks);
        uint expiry = SecondsOf(until.UtcTicks + TimeSpan.TicksPerSecond - 1);
        return new(_tables[place >> (64 - TableBits)].TryAdd(place << TableBits >> TableBits, tag, expiry, now));
    }

    /// <summary>How many entries are held, expired ones that were not cleared yet included.</summary>
    internal long Count => _tables.Sum(table => (long)table.Count);

    /// <summary>Bytes of the tables.</summary>
    internal long Bytes => _tables.Sum(table => table.Bytes);

    /// <summary>Entries that the largest table has room for: the most that one call ever goes through.</summary>
    internal int LargestTable => _tables.Max(table => table.Capacity);

    private uint SecondsOf(long ticks) => (uint)Math.Clamp((ticks - _epoch) / TimeSpan.TicksPerSecond, 1, uint.MaxValue);
}
