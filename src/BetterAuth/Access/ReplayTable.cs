using System.Runtime.InteropServices;

namespace BetterAuth.Access;

/// <summary>A hash table of entries that expire, with linear probing. Thread-safe.</summary>
/// <remarks>
/// <para>An entry is looked for from its home onwards, until a slot that is empty. Expired entries keep their slots, so that what lies behind them is found, until the table is four fifths full:
/// then they are taken out one by one, and what lies behind each is moved up (Knuth, The Art of Computer Programming, vol. 3, 6.4, algorithm R), in place.
/// Only if more than three fifths are left is there a larger table: so a steady flow of requests allocates nothing.</para>
/// <para>Slots are in memory of the process, not of the collector: copying or tracing megabytes of tables that grow would stop every thread for milliseconds. A span over them is made only under the lock.</para>
/// <para>The home is the place scaled to the capacity, so that capacities need not be powers of two and bytes follow the number of entries.</para>
/// </remarks>
internal sealed unsafe class ReplayTable
{
    private const int FirstCapacity = 8;
    private const int ObjectsSize = 64; // this object, the array's header and the reference to it

    private readonly Lock _lock = new();
    private Slot* _memory;
    private int _capacity;
    private int _used;

    ~ReplayTable() => NativeMemory.Free(_memory);

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
                return _capacity;
            }
        }
    }

    public long Bytes => ObjectsSize + (16L * Capacity);

    private Span<Slot> Slots => new(_memory, _capacity);

    /// <summary>Adds the entry (<paramref name="place"/>, below 2⁵⁴, and <paramref name="tag"/>), unless it is there and has not expired: its expiry, in seconds from 1, is before <paramref name="now"/>.</summary>
    public bool TryAdd(ulong place, uint tag, uint expiry, uint now)
    {
        lock (_lock)
        {
            if (5 * (_used + 1) > 4 * _capacity)
            {
                MakeRoom(now);
            }

            bool isNew = TryAdd(Slots, place, tag, expiry, now);
            GC.KeepAlive(this); // The span does not keep its memory.
            return isNew;
        }
    }

    private bool TryAdd(Span<Slot> slots, ulong place, uint tag, uint expiry, uint now)
    {
        int i = HomeOf(place, slots);
        for (; !slots[i].IsEmpty; i = After(i, slots))
        {
            if (slots[i].Place == place && slots[i].Tag == tag)
            {
                if (slots[i].Expiry >= now)
                {
                    return false;
                }

                slots[i].Expiry = expiry;
                return true;
            }
        }

        slots[i] = new(place, tag, expiry);
        _used++;
        return true;
    }

    private void MakeRoom(uint now)
    {
        Span<Slot> slots = Slots;
        for (int i = 0; i < slots.Length; i++)
        {
            // What moves up into the slot may have expired too.
            while (!slots[i].IsEmpty && slots[i].Expiry < now)
            {
                Remove(i, slots);
                _used--;
            }
        }

        if (5 * _used > 3 * slots.Length || slots.IsEmpty || (slots.Length > 64 && 8 * _used < slots.Length))
        {
            Resize(Math.Max(FirstCapacity, 2 * _used));
        }
    }

    /// <summary>Empties slot <paramref name="hole"/>: each entry behind it whose way from home leads over the hole moves into it, and leaves the next.</summary>
    private static void Remove(int hole, Span<Slot> slots)
    {
        for (int i = After(hole, slots); !slots[i].IsEmpty; i = After(i, slots))
        {
            if (Distance(HomeOf(slots[i].Place, slots), i, slots) >= Distance(hole, i, slots))
            {
                slots[hole] = slots[i];
                hole = i;
            }
        }

        slots[hole] = default;
    }

    private void Resize(int capacity)
    {
        Slot* memory = (Slot*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Slot));
        Span<Slot> slots = new(memory, capacity);
        foreach (Slot slot in Slots)
        {
            if (!slot.IsEmpty)
            {
                int i = HomeOf(slot.Place, slots);
                while (!slots[i].IsEmpty)
                {
                    i = After(i, slots);
                }

                slots[i] = slot;
            }
        }

        NativeMemory.Free(_memory);
        _memory = memory;
        _capacity = capacity;
    }

    private static int HomeOf(ulong place, Span<Slot> slots) => (int)(((place >> 22) * (ulong)slots.Length) >> 32);

    private static int After(int i, Span<Slot> slots) => i + 1 == slots.Length ? 0 : i + 1;

    private static int Distance(int from, int to, Span<Slot> slots) => to >= from ? to - from : to - from + slots.Length;

    private struct Slot(ulong place, uint tag, uint expiry)
    {
        public readonly ulong Place = place;
        public readonly uint Tag = tag;
        public uint Expiry = expiry;

        public readonly bool IsEmpty => Expiry == 0;
    }
}
