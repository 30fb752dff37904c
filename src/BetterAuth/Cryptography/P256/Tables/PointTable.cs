using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Multiples of a point, in the format of one strategy. Not changed any more once it was built, and therefore thread-safe.</summary>
internal sealed class PointTable
{
    /// <summary>Words of a row: a point.</summary>
    public const int RowWords = 8;

    private const int CacheLine = 64;

    // Pinned: a row is a cache line, and stays one when the collector compacts.
    private readonly ulong[] _words;
    private readonly int _start;

    /// <summary>Room for the rows of a shape.</summary>
    public PointTable(TableShape shape)
    {
        Shape = shape;
        _words = GC.AllocateUninitializedArray<ulong>((shape.Rows * RowWords) + (CacheLine / sizeof(ulong)) - 1, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_words, 0);
        _start = (int)(-address & (CacheLine - 1)) / sizeof(ulong);
    }

    /// <summary>Which multiples these are.</summary>
    public TableShape Shape { get; }

    /// <summary>The first row.</summary>
    public ref ulong Rows => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_words), _start);

    /// <summary>A row.</summary>
    public ref ulong Row(int row) => ref _words.AsSpan(_start + (row * RowWords), RowWords)[0];
}
