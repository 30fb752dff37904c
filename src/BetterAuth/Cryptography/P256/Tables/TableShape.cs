namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>
/// Which multiples of a point a table holds, and which bits of a scalar choose among them.
/// </summary>
/// <remarks>
/// A scalar's 256 bits, each a sign (<see cref="Scalars.SignedHalves"/>), are cut into eight blocks of 32. A block's bits belong to one or more combs; a comb of h teeth has one digit of h bits per column:
/// the bits at its offset + column + spacing·tooth. The table holds, per block and comb, the 2ʰ⁻¹ sums of the teeth's powers of two whose topmost sign is plus, times the point; the others are their negatives.
/// With as many columns as the spacing the result is the sum over columns of 2^column times the sum of the rows picked. See docs/verification-engine.md.
/// </remarks>
internal sealed class TableShape
{
    /// <summary>Bits of a block.</summary>
    public const int BlockBits = 32;

    /// <summary>Blocks of a scalar.</summary>
    public const int Blocks = 256 / BlockBits;

    private readonly Comb[] _combs;
    private readonly short[] _powers;
    private readonly short[] _indexes;

    private TableShape(int spacing, params ReadOnlySpan<int> teeth)
    {
        Spacing = spacing;
        _combs = new Comb[teeth.Length];
        int offset = 0;
        for (int i = 0; i < teeth.Length; i++)
        {
            _combs[i] = new(offset, teeth[i], Rows);
            offset += teeth[i] * spacing;
            Rows += Blocks << (teeth[i] - 1);
        }

        _powers = [.. FindPowers()];
        _indexes = new short[256];
        for (int i = 0; i < _powers.Length; i++)
        {
            _indexes[_powers[i]] = (short)i;
        }
    }

    /// <summary>4 KB: one comb of four teeth in eight columns. 64 additions and 7 doublings.</summary>
    public static TableShape Small { get; } = new(8, 4);

    /// <summary>32 KB: windows of four bits. 64 additions.</summary>
    public static TableShape Medium { get; } = new(1, 4, 4, 4, 4, 4, 4, 4, 4);

    /// <summary>256 KB: windows of eight bits. 32 additions.</summary>
    public static TableShape Large { get; } = new(1, 8, 8, 8, 8);

    /// <summary>1.3 MB: windows of eleven and ten bits, for the base point. 24 additions.</summary>
    public static TableShape Base { get; } = new(1, 11, 11, 10);

    /// <summary>The distance between a comb's teeth, and the number of columns.</summary>
    public int Spacing { get; }

    /// <summary>Rows of a table; a row is a point of 64 bytes.</summary>
    public int Rows { get; }

    /// <summary>Bytes of a table.</summary>
    public int Bytes => Rows * PointTable.RowWords * sizeof(ulong);

    /// <summary>The combs of a block.</summary>
    public ReadOnlySpan<Comb> Combs => _combs;

    /// <summary>Picks of a scalar: one for each comb of each block in each column.</summary>
    public int Picks => Spacing * _combs.Length * Blocks;

    /// <summary>The exponents of the powers of two that rows are made of, ascending: every tooth's, and the next for all but the topmost.</summary>
    public ReadOnlySpan<short> Powers => _powers;

    /// <summary>The exponent of a tooth of a block.</summary>
    public int PowerOf(in Comb comb, int block, int tooth) => (block * BlockBits) + comb.Offset + (tooth * Spacing);

    /// <summary>The place of an exponent among <see cref="Powers"/>.</summary>
    public int IndexOf(int power) => _indexes[power];

    private SortedSet<short> FindPowers()
    {
        SortedSet<short> powers = [];
        foreach (Comb comb in _combs)
        {
            for (int i = 0; i < Blocks * comb.Teeth; i++)
            {
                int tooth = i % comb.Teeth;
                int power = PowerOf(comb, i / comb.Teeth, tooth);
                powers.Add((short)power);
                powers.Add((short)(tooth < comb.Teeth - 1 ? power + 1 : power));
            }
        }

        return powers;
    }

    /// <summary>A comb of a block: its lowest bit, its teeth, and the first of its rows (of block 0; the other blocks' follow).</summary>
    internal readonly record struct Comb(int Offset, int Teeth, int FirstRow)
    {
        /// <summary>Rows per block.</summary>
        public int Rows => 1 << (Teeth - 1);
    }
}
