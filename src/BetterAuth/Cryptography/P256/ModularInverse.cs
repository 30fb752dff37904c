using System.Numerics;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256;

/// <summary>
/// Inverses modulo an odd prime below 2²⁵⁶ by the division steps of Bernstein and Yang ("Fast constant-time gcd computation and modular inversion", 2019), in variable time: public data only.
/// </summary>
/// <remarks>
/// A step takes (δ, f, g), f odd, to (1 − δ, g, (g − f)/2) when δ &gt; 0 and g is odd, and to (1 + δ, f, (g + (g mod 2)·f)/2) otherwise. gcd(f, g) stays, and g reaches 0 within 741 steps for 256 bits
/// (theorem 11.2 there). 62 steps depend on the low 62 bits of f and g alone and are a matrix of integers, divided by 2⁶²: it is found from the low words and applied to the long
/// integers, and to d and e, which keep d·x ≡ f and e·x ≡ g. See docs/verification-engine.md.
/// </remarks>
internal sealed class ModularInverse
{
    private const int Bits = 62;
    private const int Limbs = 5;
    private const ulong Mask = (1UL << Bits) - 1;

    private readonly Signed310 _modulus;
    private readonly ulong _inverse; // of the modulus, modulo 2⁶⁴

    /// <summary>Inverses modulo <paramref name="modulus"/>.</summary>
    public ModularInverse(in Words modulus)
    {
        _modulus = new(modulus);
        _inverse = 1;
        for (int correct = 1; correct < 64; correct *= 2)
        {
            _inverse *= 2 - (modulus.W0 * _inverse); // Newton: twice as many bits are right
        }
    }

    /// <summary>The inverse of <paramref name="value"/>, which is below the modulus and not 0.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Words Of(in Words value)
    {
        Signed310 f = _modulus, g = new(value), d = default, e = default;
        e[0] = 1;
        long delta = 1;
        int top = Limbs - 1; // of f and g, which become shorter
        while (true)
        {
            delta = Steps(delta, f.Low, g.Low, out Matrix matrix);
            matrix.DivideModular(ref d, ref e, _modulus, _inverse);
            matrix.Divide(ref f, ref g, top);
            if (g.IsZero(top))
            {
                break;
            }

            if (top > 1 && f.IsSignOnly(top) && g.IsSignOnly(top))
            {
                f.Shorten(top);
                g.Shorten(top);
                top--;
            }
        }

        // f is now 1 or −1, and d is between −2m and m.
        if (d.IsNegative)
        {
            d.Add(_modulus);
        }

        if (f[top] < 0)
        {
            d.Negate();
        }

        if (d.IsNegative)
        {
            d.Add(_modulus);
        }

        return d.ToWords();
    }

    /// <summary>62 division steps on the low words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Steps(long delta, ulong f, ulong g, out Matrix matrix)
    {
        ulong u = 1, v = 0, q = 0, r = 1; // (f, g) = matrix·(f, g at the start), f and g not yet divided by the power of two that u and v are multiplied by
        int left = Bits;
        while (true)
        {
            // Even steps: g is halved, which is put off for u and v by doubling them.
            int zeros = BitOperations.TrailingZeroCount(g | (ulong.MaxValue << left));
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
                (f, g) = (g, 0 - f);
                (u, q) = (q, 0 - u);
                (v, r) = (r, 0 - v);
            }

            // δ ≤ 0: the next 1 − δ steps all keep f. Together they add the multiple of f that clears as many low bits of g.
            int clear = (int)Math.Min(1 - delta, left);
            ulong w = (3 * f) ^ 2; // 1/f modulo 2⁵
            if (clear <= 5)
            {
                w *= 0 - g; // −g/f
            }
            else
            {
                clear = Math.Min(clear, 10);
                w *= g * ((f * w) - 2); // modulo 2¹⁰
            }

            w &= (1UL << clear) - 1;
            g += w * f;
            q += w * u;
            r += w * v;
        }

        matrix = new((long)u, (long)v, (long)q, (long)r);
        return delta;
    }

    /// <summary>What 62 steps do, times 2⁶²: |u| + |v| and |q| + |r| are at most 2⁶².</summary>
    private readonly struct Matrix(long u, long v, long q, long r)
    {
        /// <summary>(f, g) = (u·f + v·g, q·f + r·g)/2⁶², exact. Limbs above <paramref name="top"/> are not used any more.</summary>
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Divide(ref Signed310 f, ref Signed310 g, int top)
        {
            SignedSum sumF = default, sumG = default;
            sumF.AddProducts(u, f[0], v, g[0]);
            sumG.AddProducts(q, f[0], r, g[0]);
            sumF.Shift(Bits);
            sumG.Shift(Bits);
            for (int i = 1; i <= top; i++)
            {
                long fi = f[i], gi = g[i];
                sumF.AddProducts(u, fi, v, gi);
                sumG.AddProducts(q, fi, r, gi);
                f[i - 1] = (long)(sumF.Low & Mask);
                g[i - 1] = (long)(sumG.Low & Mask);
                sumF.Shift(Bits);
                sumG.Shift(Bits);
            }

            f[top] = (long)sumF.Low;
            g[top] = (long)sumG.Low;
        }

        /// <summary>The same modulo m: a multiple of m is added that makes the division exact. d and e stay between −2m and m.</summary>
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void DivideModular(ref Signed310 d, ref Signed310 e, in Signed310 modulus, ulong inverse)
        {
            // Negative ones count as d + m and e + m, so that both are between −m and m; then less than 2⁶² times m is subtracted.
            long signD = d[Limbs - 1] >> 63, signE = e[Limbs - 1] >> 63;
            long timesD = (u & signD) + (v & signE), timesE = (q & signD) + (r & signE);
            SignedSum sumD = default, sumE = default;
            sumD.AddProducts(u, d[0], v, e[0]);
            sumE.AddProducts(q, d[0], r, e[0]);
            timesD -= (long)(((inverse * sumD.Low) + (ulong)timesD) & Mask);
            timesE -= (long)(((inverse * sumE.Low) + (ulong)timesE) & Mask);
            sumD.AddProduct(timesD, modulus[0]);
            sumE.AddProduct(timesE, modulus[0]);
            sumD.Shift(Bits);
            sumE.Shift(Bits);
            for (int i = 1; i < Limbs; i++)
            {
                long di = d[i], ei = e[i], mi = modulus[i];
                sumD.AddProducts(u, di, v, ei);
                sumE.AddProducts(q, di, r, ei);
                sumD.AddProduct(timesD, mi);
                sumE.AddProduct(timesE, mi);
                d[i - 1] = (long)(sumD.Low & Mask);
                e[i - 1] = (long)(sumE.Low & Mask);
                sumD.Shift(Bits);
                sumE.Shift(Bits);
            }

            d[Limbs - 1] = (long)sumD.Low;
            e[Limbs - 1] = (long)sumE.Low;
        }
    }

    /// <summary>Five limbs of 62 bits; the sign is in the topmost that is in use, which is the only one that may be negative.</summary>
    [InlineArray(Limbs)]
    private struct Signed310
    {
        private long _limb;

        public Signed310(in Words value)
        {
            this[0] = (long)(value.W0 & Mask);
            this[1] = (long)(((value.W0 >> 62) | (value.W1 << 2)) & Mask);
            this[2] = (long)(((value.W1 >> 60) | (value.W2 << 4)) & Mask);
            this[3] = (long)(((value.W2 >> 58) | (value.W3 << 6)) & Mask);
            this[4] = (long)(value.W3 >> 56);
        }

        /// <summary>Modulo 2⁶⁴.</summary>
        public readonly ulong Low => (ulong)(this[0] | (this[1] << Bits));

        public readonly bool IsNegative => this[Limbs - 1] < 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsZero(int top)
        {
            long any = 0;
            for (int i = 0; i <= top; i++)
            {
                any |= this[i];
            }

            return any == 0;
        }

        public readonly bool IsSignOnly(int limb) => this[limb] is 0 or -1;

        /// <summary>Gives the sign to the limb below.</summary>
        public void Shorten(int top) => this[top - 1] |= this[top] << Bits;

        public void Negate()
        {
            long carry = 0;
            for (int i = 0; i < Limbs; i++)
            {
                carry -= this[i];
                this[i] = i < Limbs - 1 ? carry & (long)Mask : carry;
                carry >>= Bits;
            }
        }

        public void Add(in Signed310 other)
        {
            long carry = 0;
            for (int i = 0; i < Limbs; i++)
            {
                carry += this[i] + other[i];
                this[i] = i < Limbs - 1 ? carry & (long)Mask : carry;
                carry >>= Bits;
            }
        }

        /// <summary>A value from 0 to 2²⁵⁶ − 1.</summary>
        public readonly Words ToWords() => new(
            (ulong)(this[0] | (this[1] << 62)),
            (ulong)((this[1] >> 2) | (this[2] << 60)),
            (ulong)((this[2] >> 4) | (this[3] << 58)),
            (ulong)((this[3] >> 6) | (this[4] << 56)));
    }
}
