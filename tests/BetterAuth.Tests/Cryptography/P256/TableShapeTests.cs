using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>How a scalar's bits are dealt, counted once more.</summary>
public class TableShapeTests
{
    [Theory]
    [InlineData(nameof(TableShape.Small), 8, new[] { 4, 4, 4, 4, 4, 4, 4, 4 }, 4096)]
    [InlineData(nameof(TableShape.Medium), 4, new[] { 7, 7, 6, 6, 6 }, 28_672)]
    [InlineData(nameof(TableShape.Large), 4, new[] { 11, 11, 10 }, 327_680)]
    public void Rows_follow_each_other_comb_by_comb_and_block_by_block(string name, int columns, int[] teeth, int bytes)
    {
        foreach (TableShape shape in new[] { Strategies.ShapeOf(name), Strategies.Again(name) })
        {
            int blocks = 8 / columns, row = 0, tooth = 0;
            Assert.Equal((columns, blocks, bytes, bytes / 64, 8 * teeth.Length), (shape.Columns, shape.Blocks, shape.Bytes, shape.Rows, shape.Picks));
            Assert.Equal(teeth.Length, shape.Combs.Length);
            for (int i = 0; i < teeth.Length; i++)
            {
                Assert.Equal(new(tooth, teeth[i], row), shape.Combs[i]);
                Assert.Equal(1 << (teeth[i] - 1), shape.Combs[i].Rows);
                tooth += teeth[i];
                row += blocks << (teeth[i] - 1);
            }

            Assert.Equal((32, shape.Rows), (tooth, row));
            Assert.Equal(columns == 8 ? 163_840 : 327_680, shape.OfBasePoint.Bytes);
            Assert.Equal(columns, shape.OfBasePoint.Columns);
        }
    }

    [Theory]
    [InlineData(nameof(TableShape.Small))]
    [InlineData(nameof(TableShape.Medium))]
    [InlineData(nameof(TableShape.Large))]
    public void Every_bit_of_a_scalar_is_a_tooth_of_one_block_in_one_column(string name)
    {
        TableShape shape = Strategies.Again(name);
        List<int> bits = [];
        for (int block = 0; block < shape.Blocks; block++)
        {
            for (int tooth = 0; tooth < TableShape.Teeth; tooth++)
            {
                bits.AddRange(Enumerable.Range(shape.Exponent(block, tooth), shape.Columns));
            }
        }

        Assert.Equal(Enumerable.Range(0, 256), bits.Order());
    }

    [Theory]
    [InlineData(nameof(TableShape.Small))]
    [InlineData(nameof(TableShape.Medium))]
    [InlineData(nameof(TableShape.Large))]
    public void A_family_has_the_powers_of_its_combs_teeth_and_their_doubles_by_ascending_exponent(string name)
    {
        TableShape shape = Strategies.Again(name);
        Assert.Equal(shape.Combs.ToArray().Select(comb => comb.Teeth).Distinct(), shape.Families.ToArray().Select(family => family.Teeth));
        foreach (CombFamily family in shape.Families)
        {
            TableShape.Comb[] combs = [.. shape.Combs.ToArray().Where(comb => comb.Teeth == family.Teeth)];
            Assert.Equal((combs[0].FirstRow, combs[0].Rows, combs.Length * shape.Blocks, (2 * family.Teeth) - 1), (family.FirstRow, family.Rows, family.Jobs, family.PowersPerJob));
            List<CombFamily.Power> expected = [];
            for (int comb = 0; comb < combs.Length; comb++)
            {
                for (int block = 0; block < shape.Blocks; block++)
                {
                    int job = (comb * shape.Blocks) + block;
                    expected.AddRange(Enumerable.Range(0, family.Teeth).Select(tooth => new CombFamily.Power(shape.Exponent(block, combs[comb].FirstTooth + tooth), job, tooth)));
                    expected.AddRange(Enumerable.Range(0, family.Teeth - 1).Select(tooth => new CombFamily.Power(shape.Exponent(block, combs[comb].FirstTooth + tooth) + 1, job, family.Teeth + tooth)));
                }
            }

            CombFamily.Power[] powers = family.Powers.ToArray();
            Assert.Equal(expected.OrderBy(power => (power.Job, power.Place)), powers.OrderBy(power => (power.Job, power.Place)));
            Assert.Equal(powers.Select(power => power.Exponent).Order(), powers.Select(power => power.Exponent));
        }
    }
}
