namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>
/// Which multiples of a point a table holds, and which bits of a scalar choose among them.
/// </summary>
/// <remarks>
/// A scalar's 256 bits, each a sign (<see cref="Scalars.SignedHalves"/>), are dealt to eight lanes, 32 to each: a lane has a column, and what it adds up counts 2^column; with fewer columns than lanes, it also has a block of the bits.
/// A lane's bits are the teeth of its combs. For each block and comb of h teeth the table holds the 2ʰ⁻¹ sums of the teeth's powers of two whose topmost sign is plus, times the point; the others are their negatives.
/// Lanes of different columns share the rows. See docs/verification-engine.md, "Lanes, columns and combs".
/// </remarks>
internal sealed class TableShape
{
    /// <summary>Lanes that bits are dealt to, whatever the number of lanes that are added at once.</summary>
    public const int Lanes = 8;

    /// <summary>Bits of a lane.</summary>
    public const int Teeth = 256 / Lanes;

    private static readonly TableShape BaseOfEightColumns = new(8, 11, 11, 10);

    private readonly Comb[] _combs;
    private readonly CombFamily[] _families;

    /// <summary>So many columns, and combs of so many teeth, 32 in all.</summary>
    internal TableShape(int columns, params ReadOnlySpan<int> teeth)
    {
        Columns = columns;
        _combs = new Comb[teeth.Length];
        int offset = 0;
        for (int i = 0; i < teeth.Length; i++)
        {
            _combs[i] = new(offset, teeth[i], Rows);
            offset += teeth[i];
            Rows += Blocks << (teeth[i] - 1);
        }

        _families = [.. _combs.GroupBy(comb => comb.Teeth).Select(combs => new CombFamily(this, [.. combs]))];
    }

    /// <summary>4 KB: eight columns, eight combs of four teeth.</summary>
    public static TableShape Small { get; } = new(8, 4, 4, 4, 4, 4, 4, 4, 4);

    /// <summary>28 KB: four columns, five combs.</summary>
    public static TableShape Medium { get; } = new(4, 7, 7, 6, 6, 6);

    /// <summary>320 KB: four columns, three combs.</summary>
    public static TableShape Large { get; } = new(4, 11, 11, 10);

    /// <summary>The shape of the base point's table that is used beside a table of this shape: three combs (160 or 320 KB) and as many columns.</summary>
    public TableShape OfBasePoint => Columns == 8 ? BaseOfEightColumns : Large;

    /// <summary>Columns: 8 or 4. Lane l has column l modulo this.</summary>
    public int Columns { get; }

    /// <summary>Blocks. Lane l has block l over the number of columns.</summary>
    public int Blocks => Lanes / Columns;

    /// <summary>Rows of a table; a row is a point of 64 bytes.</summary>
    public int Rows { get; }

    /// <summary>Bytes of a table.</summary>
    public int Bytes => Rows * PointTable.RowWords * sizeof(ulong);

    /// <summary>The combs of a lane.</summary>
    public ReadOnlySpan<Comb> Combs => _combs;

    /// <summary>The same combs, together with those of as many teeth.</summary>
    public ReadOnlySpan<CombFamily> Families => _families;

    /// <summary>Picks of a scalar: one for each comb of each lane.</summary>
    public int Picks => Lanes * _combs.Length;

    /// <summary>The exponent of a tooth, in column 0. A lane's bits come by bytes, each of every eighth bit of a word of 64: <see cref="Tables.Picks"/>.</summary>
    public int Exponent(int block, int tooth)
    {
        int octet = ((block * Teeth) + tooth) / 8;
        return (octet / Blocks * 64) + (octet % Blocks * Columns) + (tooth % 8 * 8);
    }

    /// <summary>A comb: its first tooth, how many it has, and the first of its rows (of block 0; the other block's follow).</summary>
    internal readonly record struct Comb(int FirstTooth, int Teeth, int FirstRow)
    {
        /// <summary>Rows per block.</summary>
        public int Rows => 1 << (Teeth - 1);
    }
}
