using System.Buffers.Binary;

namespace BetterAuth.Cryptography.P256;

/// <summary>A non-negative integer below 2²⁵⁶ as four limbs, least significant first.</summary>
internal readonly record struct Words(ulong W0, ulong W1, ulong W2, ulong W3)
{
    /// <summary>Reads 32 bytes, big-endian.</summary>
    public static Words Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    /// <summary>Whether the integer is less than <paramref name="bound"/>.</summary>
    public bool IsBelow(in Words bound)
    {
        ulong borrow = 0;
        _ = Carry.Subtract(W0, bound.W0, ref borrow);
        _ = Carry.Subtract(W1, bound.W1, ref borrow);
        _ = Carry.Subtract(W2, bound.W2, ref borrow);
        _ = Carry.Subtract(W3, bound.W3, ref borrow);
        return borrow != 0;
    }

    /// <summary>a + b modulo 2²⁵⁶; <paramref name="carry"/> says whether that is less than the sum.</summary>
    public static Words Add(in Words a, in Words b, out ulong carry)
    {
        carry = 0;
        return new(Carry.Add(a.W0, b.W0, ref carry), Carry.Add(a.W1, b.W1, ref carry), Carry.Add(a.W2, b.W2, ref carry), Carry.Add(a.W3, b.W3, ref carry));
    }

    /// <summary>a − b modulo 2²⁵⁶.</summary>
    public static Words Subtract(in Words a, in Words b)
    {
        ulong borrow = 0;
        return new(Carry.Subtract(a.W0, b.W0, ref borrow), Carry.Subtract(a.W1, b.W1, ref borrow), Carry.Subtract(a.W2, b.W2, ref borrow), Carry.Subtract(a.W3, b.W3, ref borrow));
    }
}
