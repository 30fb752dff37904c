using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(TableShape shape, in Words scalar, Span<int> picks)
    {
        Vector256<uint> blocks = Vector256.Create(scalar.W0, scalar.W1, scalar.W2, scalar.W3).AsUInt32();
        int next = 0;
        for (int column = shape.Spacing - 1; column >= 0; column--)
        {
            foreach (ref readonly TableShape.Comb comb in shape.Combs)
            {
                Vector256<uint> bits = blocks >>> (comb.Offset + column);
                Pick(shape.Spacing == 1 ? bits : EveryEighth(bits), comb).CopyTo(picks[next..]);
                next += TableShape.Blocks;
            }
        }
    }

    /// <summary>Bits 0, 8, 16 and 24 of every block side by side, below others.</summary>
    /// <remarks>With the bits b₀ … b₃ at 8k, the product's terms are at 8k + 3 + 7j, j = 0 … 3, all different (so nothing carries) and bₖ is at 24 + k for j = 3 − k.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> EveryEighth(Vector256<uint> bits) =>
        ((bits & Vector256.Create(0x01010101u)) * Vector256.Create((1u << 3) | (1u << 10) | (1u << 17) | (1u << 24))) >>> 24;

    /// <summary>The rows of every block's digit. Digits whose topmost sign is minus are the negatives of their complements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pick(Vector256<uint> digits, in TableShape.Comb comb)
    {
        int top = comb.Teeth - 1;
        Vector256<int> negative = ((digits >>> top) & Vector256<uint>.One).AsInt32() - Vector256<int>.One; // −1 where the topmost sign is minus
        Vector256<int> index = (digits.AsInt32() ^ negative) & Vector256.Create(comb.Rows - 1);
        return ((Vector256<int>.Indices << top) + Vector256.Create(comb.FirstRow) + index) ^ negative;
    }
}
