using System.Buffers;

namespace BetterAuth.Wire.Json;

/// <summary>
/// The member names of the objects that are open while a value is skipped: a chained hash table over slices of the text, on the stack while it is small, pooled beyond.
/// </summary>
/// <remarks>
/// Names are added and forgotten like a stack, so forgetting one is resetting its chain's head. The hash is keyed per process: nobody can prepare names that collide, and 100,000 members stay linear work.
/// </remarks>
internal ref struct MemberNames
{
    public const int InitialCapacity = 32;
    public const int InitialBuckets = 64;

    private readonly ReadOnlySpan<byte> _json;
    private Span<Entry> _entries;
    private Span<int> _buckets; // Index of the newest entry plus one; 0 for none.
    private int _count;
    private Entry[]? _rentedEntries;
    private int[]? _rentedBuckets;

    public MemberNames(ReadOnlySpan<byte> json, Span<Entry> entries, Span<int> buckets)
    {
        _json = json;
        _entries = entries;
        _buckets = buckets;
        _buckets.Clear();
    }

    /// <summary>Adds the name at <paramref name="start"/> to the object open at <paramref name="level"/>; false if it has one of that name.</summary>
    public bool TryAdd(int start, int length, bool escaped, int level)
    {
        Entry entry = new() { Start = start, Length = length, Escaped = escaped, Level = level };
        entry.Hash = HashOf(entry);
        for (int next = _buckets[BucketOf(entry.Hash)]; next != 0; next = _entries[next - 1].Next)
        {
            ref readonly Entry other = ref _entries[next - 1];
            if (other.Hash == entry.Hash && SameName(entry, other)) // The hashes of one name differ from level to level.
            {
                return false;
            }
        }

        if (_count == _entries.Length)
        {
            Grow();
        }

        Link(entry, _count++);
        return true;
    }

    /// <summary>Forgets the names of the object at <paramref name="level"/>, the innermost one.</summary>
    public void Forget(int level)
    {
        while (_count > 0 && _entries[_count - 1].Level == level)
        {
            ref readonly Entry last = ref _entries[--_count];
            _buckets[BucketOf(last.Hash)] = last.Next;
        }
    }

    /// <summary>Gives pooled memory back.</summary>
    public readonly void Dispose()
    {
        if (_rentedEntries is not null)
        {
            ArrayPool<Entry>.Shared.Return(_rentedEntries);
            ArrayPool<int>.Shared.Return(_rentedBuckets!);
        }
    }

    private readonly int BucketOf(uint hash) => (int)(hash & (uint)(_buckets.Length - 1));

    private readonly void Link(Entry entry, int index)
    {
        ref int head = ref _buckets[BucketOf(entry.Hash)];
        entry.Next = head;
        _entries[index] = entry;
        head = index + 1;
    }

    private void Grow()
    {
        int capacity = _entries.Length * 4;
        Entry[] entries = ArrayPool<Entry>.Shared.Rent(capacity);
        int[] buckets = ArrayPool<int>.Shared.Rent(capacity * 2);
        _entries[.._count].CopyTo(entries);
        Dispose();
        _rentedEntries = entries;
        _rentedBuckets = buckets;
        _entries = entries.AsSpan(0, capacity);
        _buckets = buckets.AsSpan(0, capacity * 2);
        _buckets.Clear();
        for (int index = 0; index < _count; index++)
        {
            Link(_entries[index], index);
        }
    }

    private readonly bool SameName(in Entry one, in Entry other)
    {
        ReadOnlySpan<byte> first = _json.Slice(one.Start, one.Length);
        ReadOnlySpan<byte> second = _json.Slice(other.Start, other.Length);
        if (!one.Escaped && !other.Escaped)
        {
            return first.SequenceEqual(second);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(first.Length + second.Length);
        int firstLength = JsonEscapes.Unescape(first, buffer);
        int secondLength = JsonEscapes.Unescape(second, buffer.AsSpan(firstLength));
        bool same = buffer.AsSpan(0, firstLength).SequenceEqual(buffer.AsSpan(firstLength, secondLength));
        ArrayPool<byte>.Shared.Return(buffer);
        return same;
    }

    private readonly uint HashOf(in Entry entry)
    {
        ReadOnlySpan<byte> name = _json.Slice(entry.Start, entry.Length);
        if (!entry.Escaped)
        {
            return NameHash.Of(name, entry.Level);
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(name.Length);
        uint hash = NameHash.Of(buffer.AsSpan(0, JsonEscapes.Unescape(name, buffer)), entry.Level);
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    /// <summary>One name.</summary>
    internal struct Entry
    {
        public int Start;
        public int Length;
        public int Level;
        public int Next;
        public uint Hash;
        public bool Escaped;
    }
}
