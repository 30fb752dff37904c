namespace BetterAuth.Cryptography.P256;

/// <summary>A point of the curve other than infinity.</summary>
internal readonly record struct AffinePoint(FieldElement X, FieldElement Y)
{
    /// <summary>The base point of P-256 (FIPS 186-5).</summary>
    public static AffinePoint Base { get; } = new(
        FieldElement.FromInteger(new(0xF4A13945_D898C296, 0x77037D81_2DEB33A0, 0xF8BCE6E5_63A440F2, 0x6B17D1F2_E12C4247)),
        FieldElement.FromInteger(new(0xCBB64068_37BF51F5, 0x2BCE3357_6B315ECE, 0x8EE7EB4A_7C0F9E16, 0x4FE342E2_FE1A7F9B)));
}
