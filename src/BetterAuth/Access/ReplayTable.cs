namespace BetterAuth.Access;

/// <summary>A hash table of entries that expire, with linear probing. Thread-safe.</summary>
/// <remarks>
/// <para>An entry is looked for from its home onwards, until a slot that is empty. Expired entries keep their slots, so that what lies behind them is found, until the table is four fifths full:
/// then they are taken out one by one, and what lies behind each is moved up (Knuth, The Art of Computer Programming, vol. 3, 6.4, algorithm R), in place.
/// Only if more than three fifths are left is there a larger table: so a steady flow of requests allocates nothing.</para>
/// <para>The home is the place scaled to the capacity, so that capacities need not be powers of two and bytes follow the number of entries.</para>
/// </remarks>
internal sealed class ReplayTable
{
    private const int FirstCapacity = 8;
    private const int ObjectsSize = 64; // this object, the array's header and the reference to it

    private readonly Lock _lock = new();
    private Slot[] _slots = [];
    private int _used;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    public int Capacity
    {
        get
        {
            lock (_lock)
            {
                return _slots.Length;
            }
        }
    }

    public long Bytes => ObjectsSize + (16L * Capacity);

    /// <summary>Adds the entry (<paramref name="place"/>, below 2⁵⁴, and <paramref name="tag"/>), unless it is there and has not expired: its expiry, in seconds from 1, is before <paramref name="now"/>.</summary>
    public bool TryAdd(ulong place, uint tag, uint expiry, uint now)
    {
        lock (_lock)
        {
            if (5 * (_used + 1) > 4 * _slots.Length)
            {
                MakeRoom(now);
            }

            int i = HomeOf(place);
            for (; !_slots[i].IsEmpty; i = After(i))
            {
                if (_slots[i].Place == place && _slots[i].Tag == tag)
                {
                    if (_slots[i].Expiry >= now)
                    {
                        return false;
                    }

                    _slots[i].Expiry = expiry;
                    return true;
                }
            }

            _slots[i] = new(place, tag, expiry);
            _used++;
            return true;
        }
    }

    private void MakeRoom(uint now)
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            // What moves up into the slot may have expired too.
            while (!_slots[i].IsEmpty && _slots[i].Expiry < now)
            {
                Remove(i);
            }
        }

        if (5 * _used > 3 * _slots.Length || _slots.Length == 0 || (_slots.Length > 64 && 8 * _used < _slots.Length))
        {
            Resize(Math.Max(FirstCapacity, 2 * _used));
        }
    }

    /// <summary>Empties slot <paramref name="hole"/>: each entry behind it whose way from home leads over the hole moves into it, and leaves the next.</summary>
    private void Remove(int hole)
    {
        _used--;
        for (int i = After(hole); !_slots[i].IsEmpty; i = After(i))
        {
            if (DistanceFromHome(i) >= Distance(hole, i))
            {
                _slots[hole] = _slots[i];
                hole = i;
            }
        }

        _slots[hole] = default;
    }

    private void Resize(int capacity)
    {
        Slot[] former = _slots;
        _slots = GC.AllocateArray<Slot>(capacity, pinned: true); // where the collector does not move it: copying megabytes of tables would stop the world for milliseconds
        foreach (Slot slot in former)
        {
            if (!slot.IsEmpty)
            {
                int i = HomeOf(slot.Place);
                while (!_slots[i].IsEmpty)
                {
                    i = After(i);
                }

                _slots[i] = slot;
            }
        }
    }

    private int HomeOf(ulong place) => (int)(((place >> 22) * (ulong)_slots.Length) >> 32);

    private int After(int i) => i + 1 == _slots.Length ? 0 : i + 1;

    private int DistanceFromHome(int i) => Distance(HomeOf(_slots[i].Place), i);

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _slots.Length;

    private struct Slot(ulong place, uint tag, uint expiry)
    {
        public readonly ulong Place = place;
        public readonly uint Tag = tag;
        public uint Expiry = expiry;

        public readonly bool IsEmpty => Expiry == 0;
    }
}
