namespace BetterAuth.Cryptography.P256;

/// <summary>
/// Imported public keys that verified something before: importing costs about twice a verification, and a session's key or a device's is met again and again. Bounded; thread-safe without locks.
/// </summary>
/// <remarks>
/// A table of sets of four. A key's set follows from a hash that is seeded per process, so nobody can choose keys that push each other out. Within a set the newcomer takes the place of a key that was
/// not met since the last newcomer looked (second chance). Readers and writers may race: the worst is a key kept twice or forgotten early.
/// A key that is pushed out may be in use and is not disposed here: its handle closes when it is collected.
/// </remarks>
internal sealed class PlatformKeyCache
{
    private const int Ways = 4;

    private readonly Entry?[] _entries;
    private readonly int _sets;
    private int _turn;

    /// <summary>Room for <paramref name="capacity"/> keys, rounded up to whole sets and a power of two.</summary>
    public PlatformKeyCache(int capacity)
    {
        _sets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, capacity / Ways));
        _entries = new Entry?[_sets * Ways];
    }

    /// <summary>How many keys there is room for.</summary>
    public int Capacity => _entries.Length;

    /// <summary>The key of a compressed point, if it is kept. Allocates nothing.</summary>
    public PlatformKey? Find(ReadOnlySpan<byte> point)
    {
        foreach (Entry? entry in SetOf(point))
        {
            if (entry is not null && point.SequenceEqual(entry.Point))
            {
                entry.Met = true;
                return entry.Key;
            }
        }

        return null;
    }

    /// <summary>Keeps a key, in the place of another when there is no room.</summary>
    public void Keep(ReadOnlySpan<byte> point, PlatformKey key)
    {
        Span<Entry?> set = SetOf(point);
        int place = -1;
        for (int i = 0; i < Ways && place < 0; i++)
        {
            place = set[i] is null ? i : -1;
        }

        for (int i = 0; i < Ways && place < 0; i++)
        {
            place = set[i] is { Met: false } ? i : -1;
        }

        if (place < 0)
        {
            // All were met again: all lose that, and they give way in turn.
            foreach (Entry? entry in set)
            {
                entry!.Met = false;
            }

            place = (int)((uint)Interlocked.Increment(ref _turn) % Ways);
        }

        Volatile.Write(ref set[place], new Entry(point.ToArray(), key));
    }

    private Span<Entry?> SetOf(ReadOnlySpan<byte> point)
    {
        HashCode hash = default;
        hash.AddBytes(point);
        return _entries.AsSpan((hash.ToHashCode() & (_sets - 1)) * Ways, Ways);
    }

    private sealed class Entry(byte[] point, PlatformKey key)
    {
        public byte[] Point { get; } = point;

        public PlatformKey Key { get; } = key;

        public bool Met { get; set; }
    }
}
