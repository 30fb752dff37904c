using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Which rows of a table a scalar picks.</summary>
internal static class Picks
{
    /// <summary>The most picks of a key's table (64) and of the base point's (24).</summary>
    public const int Most = 64;

    /// <summary>
    /// Writes the picks of a scalar given by <see cref="Scalars.SignedHalves"/>, in the order in which they are added: the topmost column first, in it comb by comb, in a comb block by block.
    /// A negative pick is the complement of a row whose point is to be negated.
    /// </summary>
    public static void Write(TableShape shape, in Words scalar, Span<int> picks)
    {
        int next = 0;
        for (int column = shape.Spacing - 1; column >= 0; column--)
        {
            foreach (TableShape.Comb comb in shape.Combs)
            {
                for (int block = 0; block < TableShape.Blocks; block++)
                {
                    uint bits = Block(scalar, block) >> (comb.Offset + column);
                    uint digit = shape.Spacing == 1 ? bits : EveryEighth(bits);
                    picks[next++] = Pick(digit, comb, block);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Block(in Words scalar, int block)
    {
        ulong word = (block >> 1) switch { 0 => scalar.W0, 1 => scalar.W1, 2 => scalar.W2, _ => scalar.W3 };
        return (uint)(word >> ((block & 1) * TableShape.BlockBits));
    }

    /// <summary>Bits 0, 8, 16 and 24 side by side.</summary>
    /// <remarks>With the bits b₀ … b₃ at 8k, the product's terms are at 8k + 3 + 7j, j = 0 … 3, all different (so nothing carries) and bₖ is at 24 + k for j = 3 − k.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint EveryEighth(uint bits) => (((bits & 0x01010101) * ((1u << 3) | (1u << 10) | (1u << 17) | (1u << 24))) >> 24) & 0xF;

    /// <summary>Digits whose topmost sign is minus are the negatives of their complements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pick(uint digit, in TableShape.Comb comb, int block)
    {
        int top = comb.Teeth - 1;
        int negative = (int)((digit >> top) & 1) - 1; // −1 when the topmost sign is minus
        int index = (int)(digit ^ (uint)negative) & (comb.Rows - 1);
        return (comb.FirstRow + (block << top) + index) ^ negative;
    }
}
