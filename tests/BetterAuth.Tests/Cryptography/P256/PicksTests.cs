using System.Numerics;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

public class PicksTests
{
    [Theory]
    [InlineData(nameof(TableShape.Small), 4 << 10, 64)]
    [InlineData(nameof(TableShape.Medium), 28 << 10, 40)]
    [InlineData(nameof(TableShape.Large), 320 << 10, 24)]
    [InlineData(nameof(TableShape.OfBasePoint), 160 << 10, 24)]
    public void The_rows_picked_add_up_to_the_scalar(string name, int bytes, int count)
    {
        TableShape shape = Strategies.ShapeOf(name);
        Assert.Equal(bytes, shape.Bytes);
        Assert.Equal(count, shape.Picks);
        BigInteger[] coefficients = Coefficients.Of(shape);
        Random random = new(3);
        foreach (BigInteger scalar in Integers.Edges(Integers.N, random, 300))
        {
            int[] picks = new int[shape.Picks];
            Picks.Write(shape, Integers.ToWords(scalar), picks);
            BigInteger sum = 0;
            for (int i = 0; i < picks.Length; i++)
            {
                sum += (picks[i] < 0 ? -coefficients[~picks[i]] : coefficients[picks[i]]) << (i % shape.Columns);
            }

            Assert.Equal((2 * scalar) - ((BigInteger.One << 256) - 1), sum);
        }
    }

    [Theory]
    [InlineData(nameof(TableShape.Small))]
    [InlineData(nameof(TableShape.Medium))]
    [InlineData(nameof(TableShape.Large))]
    [InlineData(nameof(TableShape.OfBasePoint))]
    public void Picks_go_comb_by_comb_and_lane_by_lane_and_add_up_to_the_lanes_own_bits(string name)
    {
        TableShape shape = Strategies.ShapeOf(name);
        BigInteger[] coefficients = Coefficients.Of(shape);
        BigInteger scalar = Integers.Random(new(4), Integers.N);
        int[] picks = new int[shape.Picks];
        Picks.Write(shape, Integers.ToWords(scalar), picks);
        for (int lane = 0; lane < TableShape.Lanes; lane++)
        {
            BigInteger sum = 0;
            for (int comb = 0; comb < shape.Combs.Length; comb++)
            {
                int pick = picks[(comb * TableShape.Lanes) + lane], row = pick < 0 ? ~pick : pick;
                Assert.Equal(lane / shape.Columns, (row - shape.Combs[comb].FirstRow) / shape.Combs[comb].Rows);
                sum += pick < 0 ? -coefficients[row] : coefficients[row];
            }

            Assert.Equal(Coefficients.OfLane(shape, scalar, lane), sum);
        }
    }

    [Theory]
    [InlineData(nameof(TableShape.Small))]
    [InlineData(nameof(TableShape.Medium))]
    [InlineData(nameof(TableShape.Large))]
    [InlineData(nameof(TableShape.OfBasePoint))]
    public void Every_bit_of_a_scalar_is_one_tooth_of_one_lane(string name)
    {
        TableShape shape = Strategies.ShapeOf(name);
        IEnumerable<int> bits = Enumerable.Range(0, TableShape.Lanes)
            .SelectMany(lane => Enumerable.Range(0, TableShape.Teeth).Select(tooth => shape.Exponent(lane / shape.Columns, tooth) + (lane % shape.Columns)));
        Assert.Equal(Enumerable.Range(0, 256), bits.Order());
    }
}
