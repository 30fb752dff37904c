namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>The combs of equally many teeth of a shape, of all blocks: so many jobs for whoever builds a table, all alike, whose rows follow each other.</summary>
internal sealed class CombFamily
{
    private readonly Power[] _powers;

    /// <summary>The family of <paramref name="combs"/>, which are all combs of that many teeth, one after the other.</summary>
    public CombFamily(TableShape shape, ReadOnlySpan<TableShape.Comb> combs)
    {
        TableShape.Comb first = combs[0];
        Teeth = first.Teeth;
        FirstRow = first.FirstRow;
        Rows = first.Rows;
        Jobs = combs.Length * shape.Blocks;
        List<Power> powers = [];
        for (int job = 0; job < Jobs; job++)
        {
            for (int tooth = 0; tooth < Teeth; tooth++)
            {
                int exponent = shape.Exponent(job % shape.Blocks, combs[job / shape.Blocks].FirstTooth + tooth);
                powers.Add(new(exponent, job, tooth));
                if (tooth < Teeth - 1)
                {
                    powers.Add(new(exponent + 1, job, Teeth + tooth));
                }
            }
        }

        _powers = [.. powers.OrderBy(power => power.Exponent)];
    }

    /// <summary>Teeth of each comb.</summary>
    public int Teeth { get; }

    /// <summary>How many combs, counting every block's.</summary>
    public int Jobs { get; }

    /// <summary>The first row of the first job.</summary>
    public int FirstRow { get; }

    /// <summary>Rows of a job.</summary>
    public int Rows { get; }

    /// <summary>The powers of two that rows are made of, by ascending exponent: every tooth's, and twice that for all but the topmost.</summary>
    public ReadOnlySpan<Power> Powers => _powers;

    /// <summary>How many of them a job has.</summary>
    public int PowersPerJob => (2 * Teeth) - 1;

    /// <summary>A power of two, and its place among those of its job: the teeth and then their doubles.</summary>
    internal readonly record struct Power(int Exponent, int Job, int Place);
}
