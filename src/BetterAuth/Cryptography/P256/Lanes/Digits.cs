using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256.Lanes;

/// <summary>Integers in limbs of 52 bits that are held as doubles, and their constants.</summary>
internal static class Digits
{
    /// <summary>2⁵²: from here to 2⁵³ the doubles are the integers, and the low bits of their representation are the integer's.</summary>
    public const double TwoTo52 = 1L << 52;

    /// <summary>1.5·2⁵²: the same, for signed integers below 2⁵¹.</summary>
    public const double Magic52 = 1.5 * TwoTo52;

    /// <summary>1.5·2¹⁰⁴: the same for multiples of 2⁵² below 2¹⁰³ in magnitude.</summary>
    public const double Magic104 = 1.5 * TwoTo52 * TwoTo52;

    /// <summary>2⁴⁸ − 2¹⁶: the topmost limb of p.</summary>
    public const double Top = (1L << 48) - (1L << 16);

    /// <summary>The representations of <see cref="TwoTo52"/>, <see cref="Magic52"/> and <see cref="Magic104"/>.</summary>
    public const long Bits52 = 0x433L << 52;

    /// <inheritdoc cref="Bits52"/>
    public const long BitsMagic52 = 0x4338L << 48;

    /// <inheritdoc cref="Bits52"/>
    public const long BitsMagic104 = 0x4678L << 48;

    /// <summary>2⁵¹: signed digits of 52 bits are from −2⁵¹ to 2⁵¹ − 1.</summary>
    public const long Half = 1L << 51;

    /// <summary>52 bits.</summary>
    public const long Mask = (1L << 52) - 1;

    /// <summary>2⁵¹·(1 + 2⁵² + 2¹⁰⁴ + 2¹⁵⁶): added to an integer it makes its digits, taken as unsigned, the signed ones plus 2⁵¹. So the rows of tables are stored.</summary>
    private static readonly Words Offset = new(1UL << 51, 1UL << (103 - 64), 1UL << (155 - 128), 1UL << (207 - 192));

    private static readonly FieldElement Sixteen = FieldElement.FromInteger(new(16, 0, 0, 0));

    // As a Montgomery form: multiplying by it takes v·2²⁶⁰ to v·2²⁵⁶.
    private static readonly FieldElement Sixteenth = FieldElement.FromLimbs(new(0, 0, 0, 1UL << (252 - 192)));

    /// <summary>The element whose form in the lanes, v·2²⁶⁰, is an integer below p.</summary>
    public static FieldElement ToElement(in Words integer) => FieldElement.FromLimbs(integer) * Sixteenth;

    /// <summary>The signed limbs of an element.</summary>
    public static void Split(in FieldElement element, out double d0, out double d1, out double d2, out double d3, out double d4)
    {
        Words integer = Words.Add((element * Sixteen).Limbs, Offset, out _);
        d0 = (long)(integer.W0 & (ulong)Mask) - Half;
        d1 = (long)(((integer.W0 >> 52) | (integer.W1 << 12)) & (ulong)Mask) - Half;
        d2 = (long)(((integer.W1 >> 40) | (integer.W2 << 24)) & (ulong)Mask) - Half;
        d3 = (long)(((integer.W2 >> 28) | (integer.W3 << 36)) & (ulong)Mask) - Half;
        d4 = integer.W3 >> 16;
    }

    /// <summary>The integer from 0 to p − 1 that limbs are congruent to; they stand for one between −8p and 8p.</summary>
    public static Words Join(double d0, double d1, double d2, double d3, double d4)
    {
        long l0 = (long)d0, l1 = (long)d1, l2 = (long)d2, l3 = (long)d3, l4 = (long)d4;
        Carry(ref l0, ref l1, ref l2, ref l3, ref l4);
        while (l4 is < 0 or >= 1L << 48)
        {
            // p = 2⁵² − 1 + (2⁴⁴ − 1)·2⁵² + 2³⁶·2¹⁵⁶ + (2⁴⁸ − 2¹⁶)·2²⁰⁸.
            long sign = l4 < 0 ? 1 : -1;
            l0 += sign * Mask;
            l1 += sign * ((1L << 44) - 1);
            l3 += sign * (1L << 36);
            l4 += sign * (long)Top;
            Carry(ref l0, ref l1, ref l2, ref l3, ref l4);
        }

        Words integer = new((ulong)(l0 | (l1 << 52)), (ulong)((l1 >> 12) | (l2 << 40)), (ulong)((l2 >> 24) | (l3 << 28)), (ulong)((l3 >> 36) | (l4 << 16)));
        return integer.IsBelow(FieldElement.Modulus) ? integer : Words.Subtract(integer, FieldElement.Modulus);
    }

    /// <summary>Writes a row: x and y in their form for the lanes, plus the offset.</summary>
    public static void WriteRow(ref ulong row, in Words x, in Words y)
    {
        ref Words halves = ref Unsafe.As<ulong, Words>(ref row);
        halves = Words.Add(x, Offset, out _);
        Unsafe.Add(ref halves, 1) = Words.Add(y, Offset, out _);
    }

    /// <summary>Reads a row for the portable arithmetic.</summary>
    public static AffinePoint ReadRow(ref readonly ulong row)
    {
        ref Words halves = ref Unsafe.As<ulong, Words>(ref Unsafe.AsRef(in row));
        return new(ToElement(Words.Subtract(halves, Offset)), ToElement(Words.Subtract(Unsafe.Add(ref halves, 1), Offset)));
    }

    private static void Carry(ref long l0, ref long l1, ref long l2, ref long l3, ref long l4)
    {
        l1 += l0 >> 52;
        l2 += l1 >> 52;
        l3 += l2 >> 52;
        l4 += l3 >> 52;
        l0 &= Mask;
        l1 &= Mask;
        l2 &= Mask;
        l3 &= Mask;
    }
}
