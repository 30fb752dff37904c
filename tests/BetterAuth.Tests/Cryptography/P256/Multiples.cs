using System.Collections.Concurrent;
using System.Numerics;
using Org.BouncyCastle.Asn1.Sec;
using Bouncy = Org.BouncyCastle.Math.EC;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>Multiples of the base point as BouncyCastle calculates them; each once, for the tests of every strategy ask for the same.</summary>
internal static class Multiples
{
    private static readonly Bouncy.ECPoint G = SecNamedCurves.GetByName("secp256r1").G;
    private static readonly ConcurrentDictionary<BigInteger, (BigInteger X, BigInteger Y)> Known = new();

    /// <summary>The coordinates of <paramref name="factor"/>·G; the factor is from 1 to the order less one.</summary>
    public static (BigInteger X, BigInteger Y) Of(BigInteger factor) => Known.GetOrAdd(factor, static factor =>
    {
        Bouncy.ECPoint point = G.Multiply(new(1, Integers.ToBytes(factor))).Normalize();
        return (Number(point.AffineXCoord), Number(point.AffineYCoord));
    });

    private static BigInteger Number(Bouncy.ECFieldElement coordinate) => new(coordinate.GetEncoded(), isUnsigned: true, isBigEndian: true);
}
