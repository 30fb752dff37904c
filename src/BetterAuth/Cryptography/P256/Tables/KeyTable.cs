namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>A key in the cache: its compressed point, its table, and whether it was met again since the hand last passed. Counting is not exact under races, which does no harm.</summary>
internal sealed class KeyTable(in Words x, byte tag, PointTable table)
{
    private readonly Words _x = x;
    private volatile PointTable _table = table;
    private volatile bool _met;
    private int _uses;

    /// <summary>The table; complete.</summary>
    public PointTable Table => _table;

    /// <summary>Bytes of the table.</summary>
    public int Bytes => _table.Shape.Bytes;

    /// <summary>Whether the cache has let go of it. Read and written under a lock on this.</summary>
    public bool IsEvicted { get; set; }

    /// <summary>Whether this is the key with that point.</summary>
    public bool Is(in Words x, byte parity) => _x == x && tag == parity;

    /// <summary>Marks the key as in use.</summary>
    public void Meet() => _met = true;

    /// <summary>Takes the mark away; whether there was one.</summary>
    public bool TakeMark()
    {
        bool met = _met;
        _met = false;
        return met;
    }

    /// <summary>Counts a use; true once, when the key has become busy.</summary>
    public bool IsNowBusy() => _uses < KeyTableCache.BusyAfter && Interlocked.Increment(ref _uses) == KeyTableCache.BusyAfter;

    /// <summary>Changes the table, all at once for every reader.</summary>
    public void Exchange(PointTable larger) => _table = larger;
}
