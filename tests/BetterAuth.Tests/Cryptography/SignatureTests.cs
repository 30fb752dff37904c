using System.Numerics;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Cryptography;

public sealed class SignatureTests : IDisposable
{
    private static readonly BigInteger N = Number(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"));
    private static readonly BigInteger P = Number(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"));
    private static readonly byte[] Message = "message"u8.ToArray();

    private readonly ECDsa _platform = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly P256Verifier _verifier = new();
    private readonly byte[] _key;

    public SignatureTests() => _key = KeyText(_platform);

    [Fact]
    public void E_14_R_and_s_out_of_range_are_refused()
    {
        byte[] good = Sign(Message);
        BigInteger[] outside = [0, N, N + 1, P, (BigInteger.One << 256) - 1];
        foreach (BigInteger number in outside)
        {
            Assert.Equal(VerificationStatus.InvalidSignature, Verify([.. Bytes(number), .. good[32..]]));
            Assert.Equal(VerificationStatus.InvalidSignature, Verify([.. good[..32], .. Bytes(number)]));
            foreach (BigInteger other in outside)
            {
                Assert.Equal(VerificationStatus.InvalidSignature, Verify([.. Bytes(number), .. Bytes(other)]));
            }
        }

        Assert.Equal(VerificationStatus.Valid, Verify(good));
    }

    [Fact]
    public void E_15_High_and_low_s_are_accepted_alike()
    {
        byte[] good = Sign(Message);
        byte[] twin = [.. good[..32], .. Bytes(N - Number(good.AsSpan(32)))];
        Assert.NotEqual(good, twin);
        Assert.Equal(VerificationStatus.Valid, Verify(good));
        Assert.Equal(VerificationStatus.Valid, Verify(twin));
    }

    [Fact]
    public void E_16_DER_is_no_signature_of_ours()
    {
        for (int i = 0; i < 20; i++)
        {
            byte[] der = _platform.SignData(Message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            string text = "0I" + System.Buffers.Text.Base64Url.EncodeToString([0, 0, .. der])[2..];
            Assert.Equal(VerificationStatus.InvalidSignature, _verifier.Verify(Message, System.Text.Encoding.ASCII.GetBytes(text), _key));
            Assert.Equal(VerificationStatus.InvalidSignature, Verify([.. der[..Math.Min(64, der.Length)], .. new byte[Math.Max(0, 64 - der.Length)]]));
            Assert.Equal(VerificationStatus.InvalidSignature, Verify(der[^64..]));
        }
    }

    [Fact]
    public void E_17_A_signature_over_anything_but_the_SHA_256_of_the_message_is_refused()
    {
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(_platform.SignData(Message, HashAlgorithmName.SHA1)));
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(_platform.SignData(Message, HashAlgorithmName.SHA384)));
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(_platform.SignHash(SHA256.HashData(SHA256.HashData(Message)))));
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(Sign(SHA256.HashData(Message))));
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(Sign([.. Message, (byte)'\n'])));
        Assert.Equal(VerificationStatus.InvalidSignature, Verify(Sign(Message[..^1])));
    }

    [Fact]
    public void A_key_that_is_none_is_said_to_be_none()
    {
        byte[] signature = Cesr.Text(CesrCode.Signature, Sign(Message));
        Assert.Equal(VerificationStatus.InvalidKey, _verifier.Verify(Message, signature, _key.AsSpan(1)));
        Assert.Equal(VerificationStatus.InvalidKey, _verifier.Verify(Message, signature, Cesr.Text(CesrCode.PublicKey, new byte[33])));
        Assert.False(((IVerifier)_verifier).TryImport(new(Cesr.Text(CesrCode.PublicKey, new byte[33])), out _));
        Assert.False(((IVerifier)_verifier).TryImport(new(_key.AsMemory(1)), out _));
    }

    [Fact]
    public void An_imported_key_answers_as_the_verifier_does_and_keeps_its_own_text()
    {
        byte[] text = [.. _key];
        Assert.True(((IVerifier)_verifier).TryImport(new(text), out IVerificationKey? imported));
        text.AsSpan().Clear();
        Assert.Equal(_key, imported.PublicKey.Memory.ToArray());
        byte[] good = Cesr.Text(CesrCode.Signature, Sign(Message)), bad = Cesr.Text(CesrCode.Signature, Sign([1]));
        Assert.Equal(VerificationStatus.Valid, imported.Verify(Message, good));
        Assert.Equal(VerificationStatus.InvalidSignature, imported.Verify(Message, bad));
        Assert.Equal(VerificationStatus.InvalidSignature, imported.Verify(Message, good.AsSpan(1)));
        Assert.Equal(VerificationStatus.InvalidSignature, imported.Verify(Message, Cesr.Text(CesrCode.Signature, new byte[64])));
    }

    public void Dispose() => _platform.Dispose();

    internal static byte[] KeyText(ECDsa key)
    {
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        return Cesr.Text(CesrCode.PublicKey, [(byte)(2 | (q.Y![31] & 1)), .. q.X!]);
    }

    private byte[] Sign(byte[] message) => _platform.SignData(message, HashAlgorithmName.SHA256);

    private VerificationStatus Verify(byte[] signature) => _verifier.Verify(Message, Cesr.Text(CesrCode.Signature, signature), _key);

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
