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
            for (int block = 0; block < TableShape.Blocks; block++)
            {
                for (int index = 0; index < comb.Rows; index++)
                {
                    BigInteger sum = 0;
                    for (int tooth = 0; tooth < comb.Teeth; tooth++)
                    {
                        BigInteger power = BigInteger.One << ((block * TableShape.BlockBits) + comb.Offset + (tooth * shape.Spacing));
                        sum += tooth == comb.Teeth - 1 || (index >> tooth & 1) == 1 ? power : -power;
                    }

                    rows[comb.FirstRow + (block * comb.Rows) + index] = sum;
                }
            }
        }

        return rows;
    }
}
