using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256;

/// <summary>Integers modulo n, the order of the group (FIPS 186-5, curve P-256); all values are below n. Public data only: the time depends on the values.</summary>
internal static class Scalars
{
    /// <summary>n.</summary>
    public static readonly Words Order = new(N0, N1, N2, N3);

    // n, limb by limb.
    private const ulong N0 = 0xF3B9CAC2_FC632551;
    private const ulong N1 = 0xBCE6FAAD_A7179E84;
    private const ulong N2 = 0xFFFFFFFF_FFFFFFFF;
    private const ulong N3 = 0xFFFFFFFF_00000000;

    // −n⁻¹ mod 2⁶⁴.
    private const ulong NegativeInverse = 0xCCD1C8AA_EE00BC4F;

    /// <summary>R mod n, R = 2²⁵⁶: n is between R/2 and R, so R − n is it.</summary>
    private static readonly Words R = Words.Subtract(default, Order);

    /// <summary>R²/2 mod n: R doubled 255 times.</summary>
    private static readonly Words HalfRSquared = Double(R, 255);

    /// <summary>(2²⁵⁶ − 1)/2 mod n: what makes every bit of a scalar a sign (<see cref="SignedHalves"/>).</summary>
    private static readonly Words Offset = Half(Words.Subtract(R, new(1, 0, 0, 0)));

    private static readonly ModularInverse Inverse = new(Order);

    /// <summary>A hash as a scalar: its 256 bits modulo n (FIPS 186-5 section 6.4.2 step 2).</summary>
    public static Words FromHash(ReadOnlySpan<byte> hash)
    {
        Words plain = Words.Read(hash);
        return plain.IsBelow(Order) ? plain : Words.Subtract(plain, Order);
    }

    /// <summary>
    /// For u₁ = z/s and u₂ = r/s: integers e₁, e₂ below n, such that the sum over all 256 bits of (2·bit − 1)·2^position is u modulo n. No bit is idle, every digit of several bits is odd.
    /// </summary>
    /// <remarks>The sum is 2e − (2²⁵⁶ − 1), so e = u/2 + (2²⁵⁶ − 1)/2.</remarks>
    public static void SignedHalves(in Words z, in Words r, in Words s, out Words e1, out Words e2)
    {
        Words half = Multiply(Inverse.Of(s), HalfRSquared); // R/(2s)
        e1 = Add(Multiply(z, half), Offset);
        e2 = Add(Multiply(r, half), Offset);
    }

    /// <summary>a + b modulo n.</summary>
    public static Words Add(in Words a, in Words b)
    {
        Words sum = Words.Add(a, b, out ulong carry);
        return carry == 0 && sum.IsBelow(Order) ? sum : Words.Subtract(sum, Order);
    }

    /// <summary>a·b/R modulo n (Montgomery).</summary>
    /// <remarks>A loop, because four steps written out are more than the compiler inlines into one method.</remarks>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Words Multiply(in Words a, in Words b)
    {
        // t = (t + a·bᵢ + m·n)/2⁶⁴ four times, m such that the division is exact; t < 2n throughout.
        ulong a0 = a.W0, a1 = a.W1, a2 = a.W2, a3 = a.W3, t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        ref ulong limb = ref Unsafe.As<Words, ulong>(ref Unsafe.AsRef(in b));
        for (int i = 0; i < 4; i++)
        {
            ulong bi = Unsafe.Add(ref limb, i), carry = 0, top = 0;
            t0 = Carry.MultiplyAdd(a0, bi, t0, ref carry);
            t1 = Carry.MultiplyAdd(a1, bi, t1, ref carry);
            t2 = Carry.MultiplyAdd(a2, bi, t2, ref carry);
            t3 = Carry.MultiplyAdd(a3, bi, t3, ref carry);
            t4 = Carry.Add(t4, carry, ref top);

            ulong m = t0 * NegativeInverse;
            carry = 0;
            _ = Carry.MultiplyAdd(m, N0, t0, ref carry);
            t0 = Carry.MultiplyAdd(m, N1, t1, ref carry);
            t1 = Carry.MultiplyAdd(m, N2, t2, ref carry);
            t2 = Carry.MultiplyAdd(m, N3, t3, ref carry);
            t3 = Carry.Add(t4, 0, ref carry);
            t4 = top + carry;
        }

        Words result = new(t0, t1, t2, t3);
        return t4 == 0 && result.IsBelow(Order) ? result : Words.Subtract(result, Order);
    }

    /// <summary>value·2^times modulo n, of a value below n.</summary>
    internal static Words Double(Words value, int times)
    {
        for (int i = 0; i < times; i++)
        {
            value = Add(value, value);
        }

        return value;
    }

    /// <summary>value/2 modulo n: of value and value + n, the even one halved.</summary>
    internal static Words Half(in Words value)
    {
        ulong carry = 0;
        Words even = (value.W0 & 1) == 0 ? value : Words.Add(value, Order, out carry);
        return new((even.W0 >> 1) | (even.W1 << 63), (even.W1 >> 1) | (even.W2 << 63), (even.W2 >> 1) | (even.W3 << 63), (even.W3 >> 1) | (carry << 63));
    }
}
