using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BetterAuth.Cryptography.P256.Tables;

/// <summary>Which rows of a table a scalar picks.</summary>
internal static class Picks
{
    /// <summary>The most picks of a table.</summary>
    public const int Most = 64;

    /// <summary>
    /// Writes the picks of a scalar given by <see cref="Scalars.SignedHalves"/>: comb by comb, in a comb lane by lane. A negative pick is the complement of a row whose point is to be negated.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(TableShape shape, in Words scalar, Span<int> picks)
    {
        Vector256<uint> lanes = Deal(shape.Columns, Vector256.Create(scalar.W0, scalar.W1, scalar.W2, scalar.W3));
        Vector256<int> blocks = Vector256<int>.Indices >>> BitOperations.Log2((uint)shape.Columns);
        int next = 0;
        foreach (ref readonly TableShape.Comb comb in shape.Combs)
        {
            Pick(lanes >>> comb.FirstTooth, blocks, comb).CopyTo(picks[next..]);
            next += TableShape.Lanes;
        }
    }

    /// <summary>Every lane's bits (<see cref="TableShape.Exponent"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Deal(int columns, Vector256<ulong> words)
    {
        // Bit 8i + j of every word goes to 8j + i, by exchanging ever larger blocks: byte j is then every eighth bit, from j on.
        words = Exchange(words, 7, 0x00AA00AA00AA00AA);
        words = Exchange(words, 14, 0x0000CCCC0000CCCC);
        words = Exchange(words, 28, 0x00000000F0F0F0F0);
        Vector256<byte> bytes = words.AsByte();
        return columns == 8
            ? Vector256.Shuffle(bytes, Vector256.Create((byte)0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27, 4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31)).AsUInt32()
            : Vector256.Shuffle(bytes, Vector256.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 16, 20, 24, 28, 17, 21, 25, 29, 18, 22, 26, 30, 19, 23, 27, 31)).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Exchange(Vector256<ulong> words, int distance, ulong lower)
    {
        Vector256<ulong> differences = (words ^ (words >>> distance)) & Vector256.Create(lower);
        return words ^ differences ^ (differences << distance);
    }

    /// <summary>The rows of every lane's digit. Digits whose topmost sign is minus are the negatives of their complements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pick(Vector256<uint> digits, Vector256<int> blocks, in TableShape.Comb comb)
    {
        int top = comb.Teeth - 1;
        Vector256<int> negative = ((digits >>> top) & Vector256<uint>.One).AsInt32() - Vector256<int>.One; // −1 where the topmost sign is minus
        Vector256<int> index = (digits.AsInt32() ^ negative) & Vector256.Create(comb.Rows - 1);
        return ((blocks << top) + Vector256.Create(comb.FirstRow) + index) ^ negative;
    }
}
