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
    private readonly Power[] _powers;

    private TableShape(int spacing, params ReadOnlySpan<int> teeth)
    {
        Spacing = spacing;
        _combs = new Comb[teeth.Length];
        int offset = 0;
        for (int i = 0; i < teeth.Length; i++)
        {
            _combs[i] = new(offset, teeth[i], Rows, PowersPerBlock);
            offset += teeth[i] * spacing;
            PowersPerBlock += (2 * teeth[i]) - 1;
            Rows += Blocks << (teeth[i] - 1);
        }

        _powers = [.. FindPowers().OrderBy(power => power.Exponent)];
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

    /// <summary>The powers of two that rows are made of, by ascending exponent: every tooth's, and twice that for all but the topmost.</summary>
    public ReadOnlySpan<Power> Powers => _powers;

    /// <summary>How many of them a block needs; some exponents occur twice.</summary>
    public int PowersPerBlock { get; }

    private IEnumerable<Power> FindPowers()
    {
        foreach (Comb comb in _combs)
        {
            for (int i = 0; i < Blocks * comb.Teeth; i++)
            {
                int block = i / comb.Teeth, tooth = i % comb.Teeth;
                int exponent = (block * BlockBits) + comb.Offset + (tooth * Spacing);
                yield return new(exponent, block, comb.FirstPower + tooth);
                if (tooth < comb.Teeth - 1)
                {
                    yield return new(exponent + 1, block, comb.FirstPower + comb.Teeth + tooth);
                }
            }
        }
    }

    /// <summary>A power of two, and its place among those of a block: comb by comb, the teeth and then their doubles.</summary>
    internal readonly record struct Power(int Exponent, int Block, int Place);

    /// <summary>A comb of a block: its lowest bit, its teeth, the first of its rows (of block 0; the other blocks' follow), and the place of its first power of two.</summary>
    internal readonly record struct Comb(int Offset, int Teeth, int FirstRow, int FirstPower)
    {
        /// <summary>Rows per block.</summary>
        public int Rows => 1 << (Teeth - 1);
    }
}
