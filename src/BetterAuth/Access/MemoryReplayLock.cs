using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace BetterAuth.Access;

/// <summary>A replay lock in this process's memory, for one node. Thread-safe; allocates only when more nonces are live than ever before.</summary>
/// <remarks>
/// Sixteen shards by the entry's first bits, each with two generations of entries: one is filled, the other waits for its last entry to expire and is then emptied and filled in turn.
/// So an entry stays at least until it expires, at most about twice as long, and forgetting costs nothing per entry.
/// </remarks>
public sealed class MemoryReplayLock : IReplayLock
{
    private const int Shards = 16;

    private readonly TimeProvider _clock;
    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];

    /// <summary>Starts now: what was accepted before is not known.</summary>
    public MemoryReplayLock(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _clock = timeProvider;
        KnowsSince = timeProvider.GetUtcNow();
    }

    private MemoryReplayLock(TimeProvider timeProvider, DateTimeOffset knowsSince)
    {
        _clock = timeProvider;
        KnowsSince = knowsSince;
    }

    /// <inheritdoc/>
    public DateTimeOffset KnowsSince { get; }

    /// <summary>A lock that knows everything, because there is nothing to know: only for access keys that were generated in this process, so that no token can be older than the lock.</summary>
    public static MemoryReplayLock ForFreshKeys(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return new(timeProvider, DateTimeOffset.MinValue);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<byte> bytes = entry.Span;
        Key key = new(MemoryMarshal.Read<UInt128>(bytes), BinaryPrimitives.ReadUInt128LittleEndian(bytes[16..]));
        return new(_shards[bytes[0] % Shards].TryAdd(key, until.UtcTicks, _clock.GetUtcNow().UtcTicks));
    }

    /// <summary>How many entries are held; for tests of the bound.</summary>
    internal int Count => _shards.Sum(shard => shard.Count);

    private readonly record struct Key(UInt128 Low, UInt128 High);

    private sealed class Shard
    {
        private readonly Lock _lock = new();
        private Generation _filling = new();
        private Generation _waiting = new();

        public int Count
        {
            get
            {
                lock (_lock)
                {
                    return _filling.Entries.Count + _waiting.Entries.Count;
                }
            }
        }

        public bool TryAdd(Key key, long until, long now)
        {
            lock (_lock)
            {
                if (_waiting.LastExpiry < now && _filling.Entries.Count > 0)
                {
                    _waiting.Clear();
                    (_filling, _waiting) = (_waiting, _filling);
                }

                if (_waiting.Entries.Contains(key) || !_filling.Entries.Add(key))
                {
                    return false;
                }

                _filling.LastExpiry = Math.Max(_filling.LastExpiry, until);
                return true;
            }
        }
    }

    private sealed class Generation
    {
        public HashSet<Key> Entries { get; } = [];

        public long LastExpiry { get; set; }

        public void Clear()
        {
            Entries.Clear();
            LastExpiry = 0;
        }
    }
}
