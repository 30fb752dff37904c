using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256;

/// <summary>
/// An integer modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1 (FIPS 186-5, curve P-256), for public data only: the time depends on the values.
/// </summary>
/// <remarks>
/// Four limbs of 64 bits, least significant first, always below p. A value v is kept as v·R mod p with R = 2²⁵⁶ (Montgomery, "Modular multiplication without
/// trial division", 1985), because a product is then reduced without a division: see <see cref="Reduce"/>.
/// </remarks>
internal readonly partial struct FieldElement : IEquatable<FieldElement>
{
    /// <summary>Bytes of an element, big-endian.</summary>
    public const int Length = 32;

    // p, limb by limb.
    private const ulong P0 = 0xFFFFFFFF_FFFFFFFF;
    private const ulong P1 = 0x00000000_FFFFFFFF;
    private const ulong P2 = 0;
    private const ulong P3 = 0xFFFFFFFF_00000001;

    // R² mod p: multiplying by it brings a plain integer into Montgomery form. R mod p = 2²⁵⁶ − p, doubled 256 times.
    private static readonly FieldElement RSquared = new FieldElement(1, ~P1, ~P2, ~P3).Double(256);

    private static readonly FieldElement RCubed = RSquared * RSquared;

    private static readonly ModularInverse Inverses = new(new(P0, P1, P2, P3));

    private readonly ulong _0;
    private readonly ulong _1;
    private readonly ulong _2;
    private readonly ulong _3;

    private FieldElement(ulong limb0, ulong limb1, ulong limb2, ulong limb3)
    {
        _0 = limb0;
        _1 = limb1;
        _2 = limb2;
        _3 = limb3;
    }

    /// <summary>p.</summary>
    public static Words Modulus => new(P0, P1, P2, P3);

    /// <summary>1.</summary>
    public static FieldElement One { get; } = new(1, ~P1, ~P2, ~P3);

    /// <summary>The limbs of the Montgomery form, below p.</summary>
    public Words Limbs => new(_0, _1, _2, _3);

    /// <summary>Whether the element is 0.</summary>
    public bool IsZero => (_0 | _1 | _2 | _3) == 0;

    /// <summary>The element whose Montgomery form is <paramref name="limbs"/>, below p.</summary>
    public static FieldElement FromLimbs(in Words limbs) => new(limbs.W0, limbs.W1, limbs.W2, limbs.W3);

    /// <summary>The element of a plain integer.</summary>
    public static FieldElement FromInteger(in Words integer) => FromLimbs(integer) * RSquared;

    /// <summary>The integer from 0 to p − 1.</summary>
    public Words ToInteger() => (this * new FieldElement(1, 0, 0, 0)).Limbs;

    /// <summary>Reads 32 bytes, big-endian; false when the integer is not below p (so that every element has one encoding).</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FieldElement element)
    {
        FieldElement plain = new(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes));
        element = plain * RSquared;
        return !IsAtLeastP(plain._0, plain._1, plain._2, plain._3);
    }

    /// <summary>Writes 32 bytes, big-endian.</summary>
    public void Write(Span<byte> bytes)
    {
        FieldElement plain = this * new FieldElement(1, 0, 0, 0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[24..], plain._0);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], plain._1);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], plain._2);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, plain._3);
    }

    /// <summary>The sum modulo p.</summary>
    public static FieldElement operator +(in FieldElement a, in FieldElement b)
    {
        ulong carry = 0;
        ulong s0 = Carry.Add(a._0, b._0, ref carry);
        ulong s1 = Carry.Add(a._1, b._1, ref carry);
        ulong s2 = Carry.Add(a._2, b._2, ref carry);
        ulong s3 = Carry.Add(a._3, b._3, ref carry);
        return Below(s0, s1, s2, s3, carry);
    }

    /// <summary>The difference modulo p.</summary>
    public static FieldElement operator -(in FieldElement a, in FieldElement b)
    {
        ulong borrow = 0;
        ulong d0 = Carry.Subtract(a._0, b._0, ref borrow);
        ulong d1 = Carry.Subtract(a._1, b._1, ref borrow);
        ulong d2 = Carry.Subtract(a._2, b._2, ref borrow);
        ulong d3 = Carry.Subtract(a._3, b._3, ref borrow);
        if (borrow == 0)
        {
            return new FieldElement(d0, d1, d2, d3);
        }

        // d − 2²⁵⁶ is negative and above −p: add p, the carry out cancels the 2²⁵⁶.
        ulong carry = 0;
        return new FieldElement(Carry.Add(d0, P0, ref carry), Carry.Add(d1, P1, ref carry), Carry.Add(d2, P2, ref carry), Carry.Add(d3, P3, ref carry));
    }

    /// <summary>The product modulo p.</summary>
    public static FieldElement operator *(in FieldElement a, in FieldElement b)
    {
        Multiply(a, b, out FieldElement product);
        return product;
    }

    /// <summary>The product modulo p.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in FieldElement a, in FieldElement b, out FieldElement product)
    {
        // t = (t + a·bᵢ + m·p) / 2⁶⁴ four times, m such that the division is exact. t < 2p throughout: five limbs and a bit.
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        Step(a, b._0, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a, b._1, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a, b._2, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a, b._3, ref t0, ref t1, ref t2, ref t3, ref t4);
        product = Below(t0, t1, t2, t3, t4);
    }

    /// <summary>The inverse of an element other than 0.</summary>
    public FieldElement Inverse() => FromLimbs(Inverses.Of(Limbs)) * RCubed; // 1/(vR), times R³/R

    /// <summary>The element squared <paramref name="times"/> times: this to the power of 2^times.</summary>
    public FieldElement Square(int times)
    {
        FieldElement power = this;
        for (int i = 0; i < times; i++)
        {
            power *= power;
        }

        return power;
    }

    /// <inheritdoc/>
    public bool Equals(FieldElement other) => ((_0 ^ other._0) | (_1 ^ other._1) | (_2 ^ other._2) | (_3 ^ other._3)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldElement other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_0, _1, _2, _3);

    /// <summary>The element times 2^<paramref name="times"/>.</summary>
    internal FieldElement Double(int times)
    {
        FieldElement sum = this;
        for (int i = 0; i < times; i++)
        {
            sum += sum;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(in FieldElement a, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        ulong s0 = Carry.MultiplyAdd(a._0, b, t0, ref carry);
        ulong s1 = Carry.MultiplyAdd(a._1, b, t1, ref carry);
        ulong s2 = Carry.MultiplyAdd(a._2, b, t2, ref carry);
        ulong s3 = Carry.MultiplyAdd(a._3, b, t3, ref carry);
        // Cannot wrap: t4 is 0 or 1, and what is carried here is at most the topmost limb of a and 1, below 2⁶⁴ − 2³² + 3.
        Reduce(s0, s1, s2, s3, t4 + carry, out t0, out t1, out t2, out t3, out t4);
    }

    /// <summary>(s + m·p) / 2⁶⁴, exact.</summary>
    /// <remarks>
    /// m = −s·p⁻¹ mod 2⁶⁴. Since p ≡ −1 mod 2⁶⁴, m is simply s₀. The term −1 of p turns s₀ into 0 without a carry; what remains of m·p is
    /// m·2⁹⁶ (m shifted into limbs 1 and 2) and m·(2⁶⁴ − 2³² + 1)·2¹⁹² (limbs 3 and 4).
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(ulong s0, ulong s1, ulong s2, ulong s3, ulong s4, out ulong t0, out ulong t1, out ulong t2, out ulong t3, out ulong t4)
    {
        ulong low = s0 << 32, high = s0 >> 32;
        ulong carry = 0;
        t0 = Carry.Add(s1, low, ref carry);
        t1 = Carry.Add(s2, high, ref carry);
        t2 = Carry.Add(s3, s0 - low, ref carry);
        t3 = Carry.Add(s4, s0 - high - (s0 < low ? 1UL : 0), ref carry);
        t4 = carry;
    }

    /// <summary>The value below 2p, brought below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FieldElement Below(ulong t0, ulong t1, ulong t2, ulong t3, ulong t4)
    {
        if (t4 == 0 && !IsAtLeastP(t0, t1, t2, t3))
        {
            return new FieldElement(t0, t1, t2, t3);
        }

        ulong borrow = 0;
        return new FieldElement(Carry.Subtract(t0, P0, ref borrow), Carry.Subtract(t1, P1, ref borrow), Carry.Subtract(t2, P2, ref borrow), Carry.Subtract(t3, P3, ref borrow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAtLeastP(ulong t0, ulong t1, ulong t2, ulong t3) =>
        t3 > P3 || (t3 == P3 && (t2 > P2 || t1 > P1 || (t1 == P1 && t0 == P0)));
}
