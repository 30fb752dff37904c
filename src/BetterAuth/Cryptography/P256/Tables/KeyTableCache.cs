using System.Numerics;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>
/// The tables of clients' keys: 4 KB each, 28 KB for the busy ones. Bounded in bytes, the least recently used go first. Finding takes no lock and allocates nothing.
/// </summary>
/// <remarks>
/// A hash table of sets of eight places; a key's set follows from a hash that is seeded per process, so that nobody can choose keys that push each other out. Who is met again gets a mark, and a hand that
/// goes round the places takes the marks away and those who have none out (CLOCK). A table is complete before it is published and is never written again: whoever found one keeps it, evicted or not.
/// Which keys come in is up to the engine.
/// </remarks>
internal sealed class KeyTableCache
{
    /// <summary>Uses after which a key is busy: by then a larger table pays within as many uses again.</summary>
    public const int BusyAfter = 128;

    private const int Ways = 8;

    private readonly KeyTable?[] _places;
    private readonly int _sets;
    private long _bytes;
    private int _count;
    private int _hand;

    /// <summary>Room for tables of <paramref name="limit"/> bytes in all.</summary>
    public KeyTableCache(long limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TableShape.Small.Bytes);
        Limit = limit;

        // A quarter more places than small tables fit: sets fill unevenly.
        _sets = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(limit / TableShape.Small.Bytes * 5 / 4 / Ways, 1, 1 << 24));
        _places = new KeyTable?[_sets * Ways];
    }

    /// <summary>The most bytes.</summary>
    public long Limit { get; }

    /// <summary>Bytes of the tables that are kept.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How many tables are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The entry of a compressed point, if there is one.</summary>
    public KeyTable? Find(in Words x, byte tag)
    {
        foreach (KeyTable? entry in SetOf(x))
        {
            if (entry is not null && entry.Is(x, tag))
            {
                entry.Meet();
                return entry;
            }
        }

        return null;
    }

    /// <summary>Keeps a key's table, unless there is no room among keys that are all in use.</summary>
    public void Keep(in Words x, byte tag, PointTable table)
    {
        if (!MakeRoom(table.Shape.Bytes))
        {
            return;
        }

        KeyTable newcomer = new(x, tag, table);
        Span<KeyTable?> set = SetOf(x);
        for (int round = 0; round < 2; round++)
        {
            foreach (ref KeyTable? place in set)
            {
                if (place is null && Interlocked.CompareExchange(ref place, newcomer, null) is null)
                {
                    Account(newcomer.Bytes, 1);
                    return;
                }
            }

            // All places of the set are taken: the hand goes through them once or twice.
            for (int i = 0; i < 2 * Ways && !TryEvict(ref set[i % Ways]); i++)
            {
            }
        }
    }

    /// <summary>Exchanges a busy key's table for a larger one, if it is still here and there is room; there is none for whom others would have to go.</summary>
    public void Promote(KeyTable entry, PointTable table)
    {
        int more = table.Shape.Bytes - TableShape.Small.Bytes;
        lock (entry)
        {
            if (!entry.IsEvicted && Bytes + more <= Limit)
            {
                entry.Exchange(table);
                Account(more, 0);
            }
        }
    }

    /// <summary>Whether a larger table would find room.</summary>
    public bool HasRoomFor(TableShape shape) => Bytes + shape.Bytes - TableShape.Small.Bytes <= Limit;

    private bool MakeRoom(int bytes)
    {
        // Twice round: the marks first, then the unmarked.
        for (int step = 0; step < 2 * _places.Length && Bytes + bytes > Limit; step++)
        {
            int place = (int)((uint)Interlocked.Increment(ref _hand) % (uint)_places.Length);
            TryEvict(ref _places[place]);
        }

        return Bytes + bytes <= Limit;
    }

    /// <summary>Takes a mark away, or the entry out if it has none.</summary>
    private bool TryEvict(ref KeyTable? place)
    {
        KeyTable? entry = place;
        if (entry is null || entry.TakeMark() || Interlocked.CompareExchange(ref place, null, entry) != entry)
        {
            return false;
        }

        lock (entry)
        {
            entry.IsEvicted = true;
            Account(-entry.Bytes, -1);
        }

        Telemetry.TableEvicted();
        return true;
    }

    private void Account(int bytes, int count)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _count, count);
    }

    private Span<KeyTable?> SetOf(in Words x) => _places.AsSpan((HashCode.Combine(x.W0, x.W1, x.W2, x.W3) & (_sets - 1)) * Ways, Ways);
}
