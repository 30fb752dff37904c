using System.Numerics;
using BetterAuth.Cryptography.P256.Tables;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>What each row of a table is a multiple by, from the definition of the shape.</summary>
internal static class Coefficients
{
    public static BigInteger[] Of(TableShape shape)
    {
        BigInteger[] rows = new BigInteger[shape.Rows];
        foreach (TableShape.Comb comb in shape.Combs)
        {
            for (int block = 0; block < shape.Blocks; block++)
            {
                for (int index = 0; index < comb.Rows; index++)
                {
                    BigInteger sum = 0;
                    for (int tooth = 0; tooth < comb.Teeth; tooth++)
                    {
                        BigInteger power = BigInteger.One << shape.Exponent(block, comb.FirstTooth + tooth);
                        sum += tooth == comb.Teeth - 1 || (index >> tooth & 1) == 1 ? power : -power;
                    }

                    rows[comb.FirstRow + (block * comb.Rows) + index] = sum;
                }
            }
        }

        return rows;
    }

    /// <summary>What the teeth of a lane add up to for a scalar whose bits are signs; of all combs, or of the first only.</summary>
    public static BigInteger OfLane(TableShape shape, BigInteger scalar, int lane, int teeth = TableShape.Teeth)
    {
        int column = lane % shape.Columns, block = lane / shape.Columns;
        BigInteger sum = 0;
        for (int tooth = 0; tooth < teeth; tooth++)
        {
            int exponent = shape.Exponent(block, tooth);
            sum += ((scalar >> (exponent + column)) & 1) == 1 ? BigInteger.One << exponent : -(BigInteger.One << exponent);
        }

        return sum;
    }
}
