using System.Numerics;
using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>A key whose private scalar the test chose, and the platform's opinion about signatures by it.</summary>
internal sealed class TestKey : IDisposable
{
    private readonly ECDsa _platform;

    public TestKey(BigInteger d)
    {
        D = Integers.Mod(d, Integers.N);
        _platform = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Integers.ToBytes(D) });
        ECPoint q = _platform.ExportParameters(includePrivateParameters: false).Q;
        X = new BigInteger(q.X, isUnsigned: true, isBigEndian: true);
        Encoded = [(byte)(2 | (q.Y![31] & 1)), .. q.X!];
        Assert.True(CompressedPoint.TryRead(Encoded, out AffinePoint point));
        Point = point;
    }

    public BigInteger D { get; }

    public BigInteger X { get; }

    public byte[] Encoded { get; }

    public AffinePoint Point { get; }

    public byte[] Sign(byte[] hash) => _platform.SignHash(hash);

    public bool PlatformVerifies(byte[] hash, byte[] signature) => _platform.VerifyHash(hash, signature);

    public void Dispose() => _platform.Dispose();
}
