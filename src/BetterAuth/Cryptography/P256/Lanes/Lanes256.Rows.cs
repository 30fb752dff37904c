using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BetterAuth.Cryptography.P256.Tables;
using Longs = System.Runtime.Intrinsics.Vector256<ulong>;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Rows of tables (<see cref="Digits"/>), four of them turned into lanes.</summary>
internal partial struct Lanes256
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ref readonly ulong rows, ReadOnlySpan<int> picks, out Lanes256 x, out Lanes256 y)
    {
        Vector128<int> pick = Vector128.Create(picks);
        Vector128<int> negative = pick >> 31;
        Vector128<int> row = pick ^ negative;
        Transpose(in rows, row * PointTable.RowWords, out Longs w0, out Longs w1, out Longs w2, out Longs w3);
        Unpack(w0, w1, w2, w3, Vector256<double>.Zero, out x);
        Transpose(in rows, (row * PointTable.RowWords) + Vector128.Create(Count), out w0, out w1, out w2, out w3);
        Vector256<double> sign = (Avx512F.ConvertToVector256Int64(negative) & Vector256.Create(long.MinValue)).AsDouble();
        Unpack(w0, w1, w2, w3, sign, out y);
    }

    /// <inheritdoc/>
    public static AffinePoint ReadRow(ref readonly ulong row) => Digits.ReadRow(in row);

    /// <inheritdoc/>
    public static void Write(in Lanes256 x, in Lanes256 y, ref ulong row, int stride, int lanes)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            Digits.WriteRow(ref Unsafe.Add(ref row, lane * stride * PointTable.RowWords), x.Integer(lane), y.Integer(lane));
        }
    }

    /// <summary>Four words of four rows, the same word of all rows side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref readonly ulong rows, Vector128<int> starts, out Longs w0, out Longs w1, out Longs w2, out Longs w3)
    {
        const byte Low = 0x20, High = 0x31;
        Longs r0 = Vector256.LoadUnsafe(in rows, (nuint)starts[0]), r1 = Vector256.LoadUnsafe(in rows, (nuint)starts[1]);
        Longs r2 = Vector256.LoadUnsafe(in rows, (nuint)starts[2]), r3 = Vector256.LoadUnsafe(in rows, (nuint)starts[3]);
        Longs even01 = Avx2.UnpackLow(r0, r1), odd01 = Avx2.UnpackHigh(r0, r1), even23 = Avx2.UnpackLow(r2, r3), odd23 = Avx2.UnpackHigh(r2, r3);
        w0 = Avx2.Permute2x128(even01, even23, Low);
        w1 = Avx2.Permute2x128(odd01, odd23, Low);
        w2 = Avx2.Permute2x128(even01, even23, High);
        w3 = Avx2.Permute2x128(odd01, odd23, High);
    }

    /// <summary>Four words to five limbs, with the sign bits of <paramref name="sign"/> changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(Longs w0, Longs w1, Longs w2, Longs w3, Vector256<double> sign, out Lanes256 result)
    {
        Longs mask = Vector256.Create((ulong)Digits.Mask);
        result._0 = Limb(w0 & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._1 = Limb(((w0 >>> 52) | (w1 << 12)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._2 = Limb(((w1 >>> 40) | (w2 << 24)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._3 = Limb(((w2 >>> 28) | (w3 << 36)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._4 = Limb(w3 >>> 16, Digits.TwoTo52) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Limb(Longs digit, double offset) => (digit | Vector256.Create((ulong)Digits.Bits52)).AsDouble() - Vector256.Create(offset);
}
