using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BetterAuth.Cryptography.P256.Tables;
using Longs = System.Runtime.Intrinsics.Vector512<ulong>;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Rows of tables (<see cref="Digits"/>), eight of them turned into lanes.</summary>
internal partial struct Lanes512
{
    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read(ref readonly ulong rows, ReadOnlySpan<int> picks, out Lanes512 x, out Lanes512 y)
    {
        // A transposition of 8 × 8 words: pairs of rows, then pairs of pairs, then halves.
        Vector256<int> pick = Vector256.Create(picks);
        Vector256<int> negative = pick >> 31;
        Vector256<int> row = pick ^ negative;
        Longs r0 = Row(in rows, row[0]), r1 = Row(in rows, row[1]), r2 = Row(in rows, row[2]), r3 = Row(in rows, row[3]);
        Longs r4 = Row(in rows, row[4]), r5 = Row(in rows, row[5]), r6 = Row(in rows, row[6]), r7 = Row(in rows, row[7]);
        Longs even01 = Avx512F.UnpackLow(r0, r1), odd01 = Avx512F.UnpackHigh(r0, r1), even23 = Avx512F.UnpackLow(r2, r3), odd23 = Avx512F.UnpackHigh(r2, r3);
        Longs even45 = Avx512F.UnpackLow(r4, r5), odd45 = Avx512F.UnpackHigh(r4, r5), even67 = Avx512F.UnpackLow(r6, r7), odd67 = Avx512F.UnpackHigh(r6, r7);
        Quarter(even01, even23, even45, even67, out Longs w0, out Longs w2, out Longs w4, out Longs w6);
        Quarter(odd01, odd23, odd45, odd67, out Longs w1, out Longs w3, out Longs w5, out Longs w7);
        Unpack(w0, w1, w2, w3, Vector512<double>.Zero, out x);
        Vector512<double> sign = (Avx512F.ConvertToVector512Int64(negative) & Vector512.Create(long.MinValue)).AsDouble();
        Unpack(w4, w5, w6, w7, sign, out y);
    }

    /// <inheritdoc/>
    public static AffinePoint ReadRow(ref readonly ulong row) => Digits.ReadRow(in row);

    /// <inheritdoc/>
    public static void Write(in Lanes512 x, in Lanes512 y, ref ulong row, int stride, int lanes)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            Digits.WriteRow(ref Unsafe.Add(ref row, lane * stride * PointTable.RowWords), x.Integer(lane), y.Integer(lane));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Longs Row(ref readonly ulong rows, int row) => Vector512.LoadUnsafe(in rows, (nuint)(row * PointTable.RowWords));

    /// <summary>From vectors of 128-bit blocks whose block k is of words 2k and 2k + 1, those of each k side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(Longs a, Longs b, Longs c, Longs d, out Longs block0, out Longs block1, out Longs block2, out Longs block3)
    {
        const byte Even = 0b10_00_10_00, Odd = 0b11_01_11_01;
        Longs evenAb = Avx512F.Shuffle4x128(a, b, Even), oddAb = Avx512F.Shuffle4x128(a, b, Odd);
        Longs evenCd = Avx512F.Shuffle4x128(c, d, Even), oddCd = Avx512F.Shuffle4x128(c, d, Odd);
        block0 = Avx512F.Shuffle4x128(evenAb, evenCd, Even);
        block2 = Avx512F.Shuffle4x128(evenAb, evenCd, Odd);
        block1 = Avx512F.Shuffle4x128(oddAb, oddCd, Even);
        block3 = Avx512F.Shuffle4x128(oddAb, oddCd, Odd);
    }

    /// <summary>Four words to five limbs, with the sign bits of <paramref name="sign"/> changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unpack(Longs w0, Longs w1, Longs w2, Longs w3, Vector512<double> sign, out Lanes512 result)
    {
        Longs mask = Vector512.Create((ulong)Digits.Mask);
        result._0 = Limb(w0 & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._1 = Limb(((w0 >>> 52) | (w1 << 12)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._2 = Limb(((w1 >>> 40) | (w2 << 24)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._3 = Limb(((w2 >>> 28) | (w3 << 36)) & mask, Digits.TwoTo52 + Digits.Half) ^ sign;
        result._4 = Limb(w3 >>> 16, Digits.TwoTo52) ^ sign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Limb(Longs digit, double offset) => (digit | Vector512.Create((ulong)Digits.Bits52)).AsDouble() - Vector512.Create(offset);
}
