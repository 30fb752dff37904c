using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

public class PicksTests
{
    [Theory]
    [InlineData(nameof(TableShape.Small), 4 << 10, 64)]
    [InlineData(nameof(TableShape.Medium), 32 << 10, 64)]
    [InlineData(nameof(TableShape.Large), 256 << 10, 32)]
    [InlineData(nameof(TableShape.Base), 1280 << 10, 24)]
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
                if (i > 0 && i % (picks.Length / shape.Spacing) == 0)
                {
                    sum *= 2;
                }

                sum += picks[i] < 0 ? -coefficients[~picks[i]] : coefficients[picks[i]];
            }

            Assert.Equal((2 * scalar) - ((BigInteger.One << 256) - 1), sum);
        }
    }

    [Theory]
    [InlineData(nameof(TableShape.Small))]
    [InlineData(nameof(TableShape.Medium))]
    [InlineData(nameof(TableShape.Large))]
    [InlineData(nameof(TableShape.Base))]
    public void Picks_go_block_by_block_so_that_each_lane_keeps_to_its_blocks(string name)
    {
        TableShape shape = Strategies.ShapeOf(name);
        int[] picks = new int[shape.Picks];
        Picks.Write(shape, Integers.ToWords(Integers.Random(new(4), Integers.N)), picks);
        for (int i = 0; i < picks.Length; i++)
        {
            int row = picks[i] < 0 ? ~picks[i] : picks[i];
            TableShape.Comb comb = shape.Combs[i / TableShape.Blocks % shape.Combs.Length];
            Assert.Equal(i % TableShape.Blocks, (row - comb.FirstRow) / comb.Rows);
        }
    }
}
