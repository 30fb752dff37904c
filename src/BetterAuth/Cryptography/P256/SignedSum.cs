using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography.P256;

/// <summary>A sum of products of signed integers, below 2¹²⁷ in magnitude. The platform's own type for that has no fast product of two words.</summary>
internal struct SignedSum
{
    private long _high;

    /// <summary>The low 64 bits, in two's complement.</summary>
    public ulong Low { get; private set; }

    /// <summary>Adds a·b + c·d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProducts(long a, long b, long c, long d)
    {
        Add(a, b, (a & (b >> 63)) + (b & (a >> 63)));
        Add(c, d, (c & (d >> 63)) + (d & (c >> 63)));
    }

    /// <summary>Adds a·b, where b is not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(long a, long b) => Add(a, b, b & (a >> 63));

    /// <summary>Divides by 2 to the power of <paramref name="bits"/>, rounding down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Shift(int bits)
    {
        Low = (Low >> bits) | ((ulong)_high << (64 - bits));
        _high >>= bits;
    }

    /// <summary>Adds the product of a and b, whose high half as unsigned integers is too large by <paramref name="excess"/>: each negative one counts 2⁶⁴ too much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(long a, long b, long excess)
    {
        ulong low = (ulong)a * (ulong)b;
        Low += low;
        _high += (long)Carry.MultiplyHigh((ulong)a, (ulong)b) - excess + (Low < low ? 1 : 0);
    }
}
