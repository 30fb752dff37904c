using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Doubles = System.Runtime.Intrinsics.Vector256<double>;
using Longs = System.Runtime.Intrinsics.Vector256<long>;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Montgomery multiplication. The columns c₀ … c₉ of a product, column k worth 2⁵²ᵏ, are 64-bit integers.</summary>
internal partial struct Lanes256
{
    // Offsets of columns (see Column): of the lowest, of those that take and give a carry, and of the topmost.
    private const long Lowest = 1L << 63;
    private const long Both = unchecked(Lowest + Last);
    private const long Last = -(1L << (63 - 52));

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Lanes256 a, in Lanes256 b, out Lanes256 product)
    {
        Longs c0 = Column(1, 0, Lowest), c1 = Column(2, 1, Both), c2 = Column(3, 2, Both), c3 = Column(4, 3, Both), c4 = Column(5 + 1, 4, Both, Digits.Half);
        Longs c5 = Column(4 + 1, 5 + 1, Both, Digits.Half), c6 = Column(3 + 1, 4 + 1, Both, Digits.Half - (Digits.Half >> 8)), c7 = Column(2 + 1, 3 + 1, Both, Digits.Half), c8 = Column(1 + 1, 2 + 1, Both, Digits.Half - (Digits.Half >> 16)), c9 = Column(0, 1 + 1, Last);
        Row(a._0, b, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        Row(a._1, b, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(a._2, b, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(a._3, b, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(a._4, b, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Reduce(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out product);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(in Lanes256 a, out Lanes256 square)
    {
        Doubles a0 = a._0, a1 = a._1, a2 = a._2, a3 = a._3, a4 = a._4;
        Longs c0 = Column(1, 0, Lowest), c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default, c8 = default, c9 = Column(0, 1 + 1, Last);

        // Each product of two different limbs occurs twice: the columns are doubled, and the bits of the doubles with them.
        Product(a0, a1, ref c1, ref c2);
        Product(a0, a2, ref c2, ref c3);
        Product(a0, a3, ref c3, ref c4);
        Product(a0, a4, ref c4, ref c5);
        Product(a1, a2, ref c3, ref c4);
        Product(a1, a3, ref c4, ref c5);
        Product(a1, a4, ref c5, ref c6);
        Product(a2, a3, ref c5, ref c6);
        Product(a2, a4, ref c6, ref c7);
        Product(a3, a4, ref c7, ref c8);
        c1 += c1 + Column(2, 1, Both);
        c2 += c2 + Column(3, 2, Both);
        c3 += c3 + Column(4, 3, Both);
        c4 += c4 + Column(5 + 1, 4, Both, Digits.Half);
        c5 += c5 + Column(4 + 1, 5 + 1, Both, Digits.Half);
        c6 += c6 + Column(3 + 1, 4 + 1, Both, Digits.Half - (Digits.Half >> 8));
        c7 += c7 + Column(2 + 1, 3 + 1, Both, Digits.Half);
        c8 += c8 + Column(1 + 1, 2 + 1, Both, Digits.Half - (Digits.Half >> 16));
        Product(a0, a0, ref c0, ref c1);
        Product(a1, a1, ref c2, ref c3);
        Product(a2, a2, ref c4, ref c5);
        Product(a3, a3, ref c6, ref c7);
        Product(a4, a4, ref c8, ref c9);
        Reduce(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out square);
    }

    /// <inheritdoc/>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyDifference(in Lanes256 a, in Lanes256 b, in Lanes256 c, in Lanes256 d, out Lanes256 difference)
    {
        Longs c0 = Column(2, 0, Lowest), c1 = Column(4, 2, Both), c2 = Column(6, 4, Both), c3 = Column(8, 6, Both), c4 = Column(10 + 1, 8, Both, Digits.Half);
        Longs c5 = Column(8 + 1, 10 + 1, Both, Digits.Half), c6 = Column(6 + 1, 8 + 1, Both, Digits.Half - (Digits.Half >> 8)), c7 = Column(4 + 1, 6 + 1, Both, Digits.Half), c8 = Column(2 + 1, 4 + 1, Both, Digits.Half - (Digits.Half >> 16)), c9 = Column(0, 2 + 1, Last);
        Row(a._0, b, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        Row(a._1, b, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(a._2, b, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(a._3, b, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(a._4, b, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Row(-c._0, d, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
        Row(-c._1, d, ref c1, ref c2, ref c3, ref c4, ref c5, ref c6);
        Row(-c._2, d, ref c2, ref c3, ref c4, ref c5, ref c6, ref c7);
        Row(-c._3, d, ref c3, ref c4, ref c5, ref c6, ref c7, ref c8);
        Row(-c._4, d, ref c4, ref c5, ref c6, ref c7, ref c8, ref c9);
        Reduce(c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, out difference);
    }

    /// <summary>A column which the bits of so many low and high halves, added as integers, leave without their exponents, and with the offset.</summary>
    /// <remarks>
    /// There is no arithmetic shift of 64-bit integers here. So all columns whose carry is taken (0 to 8) stand 2⁶³ too high, which a logical shift by 52 turns into a carry that is 2¹¹ too high;
    /// columns 1 to 9 stand so much lower.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Longs Column(long lows, long highs, long carries, long offset = 0) => Vector256.Create(unchecked(carries + offset - (lows * Digits.BitsMagic52) - (highs * Digits.BitsMagic104)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(Doubles a, in Lanes256 b, ref Longs c0, ref Longs c1, ref Longs c2, ref Longs c3, ref Longs c4, ref Longs c5)
    {
        Product(a, b._0, ref c0, ref c1);
        Product(a, b._1, ref c1, ref c2);
        Product(a, b._2, ref c2, ref c3);
        Product(a, b._3, ref c3, ref c4);
        Product(a, b._4, ref c4, ref c5);
    }

    /// <summary>a·b = high·2⁵² + low, exactly, with |low| ≤ 2⁵¹; |a·b| is below 2¹⁰³.</summary>
    /// <remarks>
    /// Rounding to nearest, a·b + 1.5·2¹⁰⁴ is a multiple of 2⁵² with high in the low bits of its mantissa. What was cut off is a double, and with 1.5·2⁵² added an integer in the low bits of another.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product(Doubles a, Doubles b, ref Longs low, ref Longs high)
    {
        Doubles h = Fma.MultiplyAdd(a, b, Vector256.Create(Digits.Magic104));
        Doubles l = Fma.MultiplySubtract(a, b, h - Vector256.Create(Digits.Magic104)) + Vector256.Create(Digits.Magic52);
        high += h.AsInt64();
        low += l.AsInt64();
    }

    /// <summary>(c + q·p)/2²⁶⁰, q such that it is exact: its digits q₀ … q₄ are those of c one after the other, because p ≡ −1 modulo 2⁵².</summary>
    /// <remarks>
    /// Of qₖ·p at column k, −qₖ clears the digit. 2⁹⁶ is 44 bits into column k + 1, 2¹⁹² is 36 bits into column k + 3 (each meets the upper part of the digit before, which fills the bits below it),
    /// and 2²⁵⁶ − 2²²⁴ is 2⁴⁸ − 2¹⁶ in column k + 4. The topmost digit is signed, from −2⁵¹, which keeps q between −2²⁵⁹ and 2²⁵⁹ and the result small; its offset is in columns 4, 6 and 8 from the start,
    /// beside the one that makes the result's digits signed.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(Longs c0, Longs c1, Longs c2, Longs c3, Longs c4, Longs c5, Longs c6, Longs c7, Longs c8, Longs c9, out Lanes256 result)
    {
        Longs q0 = ReduceDigit(Longs.Zero, c0, ref c1, ref c3, ref c4, ref c5, Digits.TwoTo52);
        Longs q1 = ReduceDigit(q0, c1, ref c2, ref c4, ref c5, ref c6, Digits.TwoTo52);
        Longs q2 = ReduceDigit(q1, c2, ref c3, ref c5, ref c6, ref c7, Digits.TwoTo52);
        Longs q3 = ReduceDigit(q2, c3, ref c4, ref c6, ref c7, ref c8, Digits.TwoTo52);
        Longs q4 = ReduceDigit(q3, c4, ref c5, ref c7, ref c8, ref c9, Digits.TwoTo52 + Digits.Half);
        c6 += q4 >>> 8;
        c8 += q4 >>> 16;
        result._0 = OutDigit(c5, ref c6);
        result._1 = OutDigit(c6, ref c7);
        result._2 = OutDigit(c7, ref c8);
        result._3 = OutDigit(c8, ref c9);
        result._4 = (c9 + Vector256.Create(Digits.BitsMagic52)).AsDouble() - Vector256.Create(Digits.Magic52);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Longs ReduceDigit(Longs before, Longs c, ref Longs c1, ref Longs c3, ref Longs c4, ref Longs c5, double offset)
    {
        Longs mask = Vector256.Create(Digits.Mask);
        Longs q = c & mask;
        c1 += (c >>> 52) + (((before >>> 8) | (q << 44)) & mask);
        c3 += ((before >>> 16) | (q << 36)) & mask;
        Doubles digit = (q | Vector256.Create(Digits.Bits52)).AsDouble() - Vector256.Create(offset);
        Product(digit, Vector256.Create(Digits.Top), ref c4, ref c5);
        return q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Doubles OutDigit(Longs c, ref Longs next)
    {
        next += c >>> 52;
        return ((c & Vector256.Create(Digits.Mask)) | Vector256.Create(Digits.Bits52)).AsDouble() - Vector256.Create(Digits.TwoTo52 + Digits.Half);
    }
}
