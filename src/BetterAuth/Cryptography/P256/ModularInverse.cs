using System.Numerics;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256;

/// <summary>
/// Inverses modulo an odd prime below 2²⁵⁶ by the division steps of Bernstein and Yang ("Fast constant-time gcd computation and modular inversion", 2019), in variable time: public data only.
/// </summary>
/// <remarks>
/// A step takes (δ, f, g), f odd, to (1 − δ, g, (g − f)/2) when δ &gt; 0 and g is odd, and to (1 + δ, f, (g + (g mod 2)·f)/2) otherwise. gcd(f, g) stays, and g reaches 0 within 741 steps for 256 bits
/// (theorem 11.2 there). Thirty steps depend on the low thirty bits of f and g alone and are a matrix of small integers, divided by 2³⁰: it is found from the low words and applied to the long
/// integers, and to d and e, which keep d·x ≡ f and e·x ≡ g. See docs/verification-engine.md.
/// </remarks>
internal sealed class ModularInverse
{
    private const int Bits = 30;
    private const int Limbs = 9;
    private const long Mask = (1L << Bits) - 1;

    private readonly Signed270 _modulus;
    private readonly long _inverse; // of the modulus, modulo 2³⁰

    /// <summary>Inverses modulo <paramref name="modulus"/>.</summary>
    public ModularInverse(in Words modulus)
    {
        _modulus = Split(modulus);
        _inverse = 1;
        for (int correct = 1; correct < Bits; correct *= 2)
        {
            _inverse *= 2 - (_modulus[0] * _inverse); // Newton: twice as many bits are right
        }
    }

    /// <summary>The inverse of <paramref name="value"/>, which is below the modulus and not 0.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Words Of(in Words value)
    {
        Signed270 f = _modulus, g = Split(value), d = default, e = default;
        e[0] = 1;
        long delta = 1;
        do
        {
            delta = Steps(delta, f[0] | (f[1] << Bits), g[0] | (g[1] << Bits), out Matrix matrix);
            matrix.Divide(ref f, ref g);
            matrix.DivideModular(ref d, ref e, _modulus, _inverse);
        }
        while (!g.IsZero);

        // f is now 1 or −1, and d is between −2m and m.
        if (d[Limbs - 1] < 0)
        {
            d.Add(_modulus);
        }

        if (f[Limbs - 1] < 0)
        {
            d = d.Negated();
        }

        if (d[Limbs - 1] < 0)
        {
            d.Add(_modulus);
        }

        return Join(d);
    }

    /// <summary>Thirty division steps on the low words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Steps(long delta, long f, long g, out Matrix matrix)
    {
        long u = 1, v = 0, q = 0, r = 1; // (f, g) = matrix·(f, g at the start), f and g not yet divided by the power of two that u and v are multiplied by
        int left = Bits;
        while (true)
        {
            // Even steps: g is halved, which is put off for u and v by doubling them.
            int zeros = BitOperations.TrailingZeroCount(g | (-1L << left));
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            delta += zeros;
            left -= zeros;
            if (left == 0)
            {
                break;
            }

            if (delta > 0)
            {
                delta = -delta;
                (f, g) = (g, -f);
                (u, q) = (q, -u);
                (v, r) = (r, -v);
            }

            // δ ≤ 0: the next 1 − δ steps all keep f. Together they add the multiple of f that clears as many low bits of g.
            int clear = (int)Math.Min(Math.Min(1 - delta, left), 10);
            long third = (3 * f) ^ 2; // 1/f modulo 2⁵
            long w = (g * third * ((f * third) - 2)) & ((1L << clear) - 1); // −g/f modulo 2¹⁰
            g += w * f;
            q += w * u;
            r += w * v;
        }

        matrix = new(u, v, q, r);
        return delta;
    }

    private static Signed270 Split(in Words value)
    {
        Signed270 limbs = default;
        limbs[0] = (long)value.W0 & Mask;
        limbs[1] = (long)(value.W0 >> 30) & Mask;
        limbs[2] = (long)((value.W0 >> 60) | (value.W1 << 4)) & Mask;
        limbs[3] = (long)(value.W1 >> 26) & Mask;
        limbs[4] = (long)((value.W1 >> 56) | (value.W2 << 8)) & Mask;
        limbs[5] = (long)(value.W2 >> 22) & Mask;
        limbs[6] = (long)((value.W2 >> 52) | (value.W3 << 12)) & Mask;
        limbs[7] = (long)(value.W3 >> 18) & Mask;
        limbs[8] = (long)(value.W3 >> 48);
        return limbs;
    }

    private static Words Join(in Signed270 value) => new(
        (ulong)(value[0] | (value[1] << 30) | (value[2] << 60)),
        (ulong)((value[2] >> 4) | (value[3] << 26) | (value[4] << 56)),
        (ulong)((value[4] >> 8) | (value[5] << 22) | (value[6] << 52)),
        (ulong)((value[6] >> 12) | (value[7] << 18) | (value[8] << 48)));

    /// <summary>Nine limbs of thirty bits; the sign is in the topmost, which is the only one that may be negative.</summary>
    [InlineArray(Limbs)]
    private struct Signed270
    {
        private long _limb;

        public readonly bool IsZero
        {
            get
            {
                long any = 0;
                foreach (long limb in this)
                {
                    any |= limb;
                }

                return any == 0;
            }
        }

        public readonly Signed270 Negated()
        {
            Signed270 result = default;
            long carry = 0;
            for (int i = 0; i < Limbs; i++)
            {
                carry -= this[i];
                result[i] = i < Limbs - 1 ? carry & Mask : carry;
                carry >>= Bits;
            }

            return result;
        }

        public void Add(in Signed270 other)
        {
            long carry = 0;
            for (int i = 0; i < Limbs; i++)
            {
                carry += this[i] + other[i];
                this[i] = i < Limbs - 1 ? carry & Mask : carry;
                carry >>= Bits;
            }
        }
    }

    /// <summary>What thirty steps do, times 2³⁰: |u| + |v| and |q| + |r| are at most 2³⁰.</summary>
    private readonly struct Matrix(long u, long v, long q, long r)
    {
        /// <summary>(f, g) = (u·f + v·g, q·f + r·g)/2³⁰, exact.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Divide(ref Signed270 f, ref Signed270 g)
        {
            long carryF = ((u * f[0]) + (v * g[0])) >> Bits;
            long carryG = ((q * f[0]) + (r * g[0])) >> Bits;
            for (int i = 1; i < Limbs; i++)
            {
                long fi = f[i], gi = g[i];
                carryF += (u * fi) + (v * gi);
                carryG += (q * fi) + (r * gi);
                f[i - 1] = carryF & Mask;
                g[i - 1] = carryG & Mask;
                carryF >>= Bits;
                carryG >>= Bits;
            }

            f[Limbs - 1] = carryF;
            g[Limbs - 1] = carryG;
        }

        /// <summary>The same modulo m: a multiple of m is added that makes the division exact. d and e stay between −2m and m.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void DivideModular(ref Signed270 d, ref Signed270 e, in Signed270 modulus, long inverse)
        {
            // Negative ones count as d + m and e + m, so that both are between −m and m; then less than 2³⁰ times m is subtracted.
            long signD = d[Limbs - 1] >> 63, signE = e[Limbs - 1] >> 63;
            long timesD = (u & signD) + (v & signE), timesE = (q & signD) + (r & signE);
            long carryD = (u * d[0]) + (v * e[0]), carryE = (q * d[0]) + (r * e[0]);
            timesD -= ((inverse * carryD) + timesD) & Mask;
            timesE -= ((inverse * carryE) + timesE) & Mask;
            carryD = (carryD + (modulus[0] * timesD)) >> Bits;
            carryE = (carryE + (modulus[0] * timesE)) >> Bits;
            for (int i = 1; i < Limbs; i++)
            {
                long di = d[i], ei = e[i], mi = modulus[i];
                carryD += (u * di) + (v * ei) + (mi * timesD);
                carryE += (q * di) + (r * ei) + (mi * timesE);
                d[i - 1] = carryD & Mask;
                e[i - 1] = carryE & Mask;
                carryD >>= Bits;
                carryE >>= Bits;
            }

            d[Limbs - 1] = carryD;
            e[Limbs - 1] = carryE;
        }
    }
}
