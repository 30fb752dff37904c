namespace BetterAuth.Cryptography.P256;

/// <summary>A point of P-256 as its x coordinate and the parity of y (SEC 1 section 2.3): tag 02 or 03 and 32 bytes. .NET imports no such points, so y is computed here.</summary>
internal static class CompressedPoint
{
    /// <summary>Bytes of a compressed point.</summary>
    public const int Length = 33;

    private static readonly FieldElement B = Read("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");
    private static readonly FieldElement Three = Read("0000000000000000000000000000000000000000000000000000000000000003");

    /// <summary>Whether the encoding is that of a point; <paramref name="y"/> receives 32 bytes.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> encoded, Span<byte> y)
    {
        bool read = TryRead(encoded, out AffinePoint point);
        if (read)
        {
            point.Y.Write(y);
        }

        return read;
    }

    /// <summary>Reads a point. Tags other than 02 and 03, x ≥ p and an x without a point are refused.</summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, out AffinePoint point)
    {
        point = default;
        if (encoded.Length != Length || encoded[0] is not (2 or 3) || !FieldElement.TryRead(encoded[1..], out FieldElement x))
        {
            return false;
        }

        // The curve: y² = x³ − 3x + b.
        FieldElement square = (((x * x) - Three) * x) + B;
        FieldElement root = SquareRootCandidate(square);
        if (!(root * root).Equals(square))
        {
            return false; // no square: x belongs to the twist
        }

        // The other root is p − y, of the other parity as p is odd. y = 0 does not occur: the group's order is odd, so it has no element of order two.
        bool isWanted = (root.ToInteger().W0 & 1) == (encoded[0] & 1u);
        point = new(x, isWanted ? root : default(FieldElement) - root);
        return true;
    }

    /// <summary>v^((p+1)/4): the square root of v if it has one, as p ≡ 3 mod 4.</summary>
    /// <remarks>
    /// (p+1)/4 = 2²⁵⁴ − 2²²² + 2¹⁹⁰ + 2⁹⁴ = (((2³² − 1)·2³² + 1)·2⁹⁶ + 1)·2⁹⁴. With eₖ = v^(2ᵏ − 1): e₂ₖ = eₖ^(2ᵏ)·eₖ.
    /// 253 squarings and 7 multiplications.
    /// </remarks>
    private static FieldElement SquareRootCandidate(in FieldElement v)
    {
        FieldElement e2 = v.Square(1) * v;
        FieldElement e4 = e2.Square(2) * e2;
        FieldElement e8 = e4.Square(4) * e4;
        FieldElement e16 = e8.Square(8) * e8;
        FieldElement e32 = e16.Square(16) * e16;
        return ((e32.Square(32) * v).Square(96) * v).Square(94);
    }

    private static FieldElement Read(string hex) =>
        FieldElement.TryRead(Convert.FromHexString(hex), out FieldElement element) ? element : throw new ArgumentOutOfRangeException(nameof(hex));
}
