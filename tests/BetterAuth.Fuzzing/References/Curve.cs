using System.Numerics;
using System.Security.Cryptography;
using BetterAuth.Tests.Cryptography.P256;

namespace BetterAuth.Fuzzing.References;

/// <summary>P-256 by the platform's ECDSA and big integers.</summary>
internal static class Curve
{
    private static readonly BigInteger B = BigInteger.Parse("05AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The y of a compressed point, or null when it is none.</summary>
    public static byte[]? Decompress(byte[] encoded)
    {
        if (encoded.Length != 33 || encoded[0] is not (2 or 3))
        {
            return null;
        }

        BigInteger x = new(encoded.AsSpan(1), isUnsigned: true, isBigEndian: true);
        if (x >= Integers.P)
        {
            return null;
        }

        BigInteger square = Integers.Mod((x * x * x) - (3 * x) + B, Integers.P);
        BigInteger root = BigInteger.ModPow(square, (Integers.P + 1) / 4, Integers.P);
        return BigInteger.ModPow(root, 2, Integers.P) != square ? null : Integers.ToBytes((int)(root % 2) == encoded[0] % 2 ? root : Integers.P - root);
    }

    /// <summary>The x coordinate of k·G.</summary>
    public static BigInteger X(BigInteger k) => Point(k) is { X: { } x } ? new(x, isUnsigned: true, isBigEndian: true) : BigInteger.Zero;

    /// <summary>k·G for 0 &lt; k &lt; n.</summary>
    public static ECPoint Point(BigInteger k)
    {
        using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Integers.ToBytes(k) });
        return key.ExportParameters(includePrivateParameters: false).Q;
    }

    /// <summary>Whether the platform takes (x, y) for a point.</summary>
    public static bool IsPoint(byte[] x, byte[] y)
    {
        try
        {
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
