using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;
using CsCheck;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace BetterAuth.Tests.Cryptography;

/// <summary>Our keys and signatures beside an independent implementation's, in both directions.</summary>
public class BouncyCastleTests
{
    private static readonly X9ECParameters Curve = SecNamedCurves.GetByName("secp256r1");
    private static readonly ECDomainParameters Domain = new(Curve.Curve, Curve.G, Curve.N, Curve.H);

    private readonly P256KeyFactory _factory = new();
    private readonly P256Verifier _verifier = new();

    [Fact]
    public void What_we_sign_BouncyCastle_verifies_and_the_other_way_round() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 300]).Sample(
            (scalar, message) =>
            {
                scalar[0] &= 0x7F;
                scalar[31] |= 1;
                using ISigningKey ours = _factory.Import(scalar);
                ECPrivateKeyParameters theirs = new(new BigInteger(1, scalar), Domain);
                Assert.Equal(Curve.G.Multiply(theirs.D).GetEncoded(compressed: true), Cesr.Value(CesrCode.PublicKey, ours.PublicKey.Span));

                byte[] text = new byte[ours.SignatureLength];
                ours.SignAsync(message, text, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
                byte[] signature = Cesr.Value(CesrCode.Signature, text);
                byte[] hash = SHA256.HashData(message);
                ECDsaSigner verifier = new();
                verifier.Init(false, new ECPublicKeyParameters(Curve.Curve.DecodePoint(Cesr.Value(CesrCode.PublicKey, ours.PublicKey.Span)), Domain));
                Assert.True(verifier.VerifySignature(hash, new BigInteger(1, signature[..32]), new BigInteger(1, signature[32..])));

                ECDsaSigner signer = new();
                signer.Init(true, theirs);
                BigInteger[] rs = signer.GenerateSignature(hash);
                byte[] foreign = Cesr.Text(CesrCode.Signature, [.. Fixed(rs[0]), .. Fixed(rs[1])]);
                Assert.Equal(VerificationStatus.Valid, _verifier.Verify(message, foreign, ours.PublicKey.Span));
                Assert.Equal(VerificationStatus.Valid, ours.Verify(message, foreign));
                Assert.Equal(VerificationStatus.InvalidSignature, ours.Verify([.. message, 0], foreign));
            },
            iter: TestBudget.Iterations(30, 1_000));

    private static byte[] Fixed(BigInteger number)
    {
        byte[] bytes = number.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
