namespace BetterAuth.Cryptography.P256;

/// <summary>The range of r, s and private scalars: 1 … n − 1, n the order of the group (FIPS 186-5 section 6.4.2 step 1).</summary>
internal static class SignatureRange
{
    /// <summary>Bytes of r ‖ s.</summary>
    public const int SignatureLength = 64;

    /// <summary>n, big-endian.</summary>
    private static ReadOnlySpan<byte> Order =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];

    /// <summary>Whether both halves of r ‖ s are in range.</summary>
    public static bool Contains(ReadOnlySpan<byte> signature) => ContainsScalar(signature[..32]) && ContainsScalar(signature[32..]);

    /// <summary>Whether a big-endian integer of 32 bytes is in range. Not constant time: of a private scalar it tells no more than that it is valid.</summary>
    public static bool ContainsScalar(ReadOnlySpan<byte> scalar) => scalar.ContainsAnyExcept((byte)0) && scalar.SequenceCompareTo(Order) < 0;

    /// <summary>
    /// Whether the point with x = X/ZZ is what r stands for: x mod n = r, and both coordinates may carry the same factor. No inversion: X is compared with r·ZZ, and with (r + n)·ZZ when r + n is below p too.
    /// </summary>
    public static bool Matches(in FieldElement x, in FieldElement zz, in Words r)
    {
        if ((FieldElement.FromInteger(r) * zz).Equals(x))
        {
            return true;
        }

        Words other = Words.Add(r, Scalars.Order, out ulong carry);
        return carry == 0 && other.IsBelow(FieldElement.Modulus) && (FieldElement.FromInteger(other) * zz).Equals(x);
    }
}
