using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

public class ForeignSuiteTests
{
    private readonly CryptographicSuite _suite = ForeignSuite.Create();

    [Fact]
    public async Task Keys_sign_and_verify_and_survive_export()
    {
        using ISigningKey key = _suite.Keys.Generate();
        byte[] secret = new byte[_suite.Keys.SecretLength];
        _suite.Keys.Export(key, secret);
        using ISigningKey restored = _suite.Keys.Import(secret);
        Assert.Equal(key.PublicKey, restored.PublicKey);
        Assert.Equal(_suite.Verifier.PublicKeyLength, key.PublicKey.Length);
        Assert.True(_suite.IsWellFormed(TextShape.PublicKey, key.PublicKey.Span) && _suite.Verifier.IsValidKey(key.PublicKey.Span));

        byte[] signature = new byte[key.SignatureLength];
        await restored.SignAsync("message"u8.ToArray(), signature, TestContext.Current.CancellationToken);
        Assert.True(_suite.IsWellFormed(TextShape.Signature, signature));
        Assert.Equal(VerificationStatus.Valid, _suite.Verifier.Verify("message"u8, signature, key.PublicKey.Span));
        Assert.Equal(VerificationStatus.InvalidSignature, _suite.Verifier.Verify("massage"u8, signature, key.PublicKey.Span));
        Assert.True(_suite.Verifier.TryImport(key.PublicKey, out IVerificationKey? imported));
        Assert.Equal(VerificationStatus.Valid, imported.Verify("message"u8, signature));

        byte[] offCurve = key.PublicKey.Memory.ToArray();
        offCurve[^1] = offCurve[^1] == '0' ? (byte)'1' : (byte)'0';
        Assert.True(_suite.IsWellFormed(TextShape.PublicKey, offCurve));
        Assert.Equal(VerificationStatus.InvalidKey, _suite.Verifier.Verify("message"u8, signature, offCurve));
    }

    [Fact]
    public void Hashes_nonces_and_tokens_have_their_own_form()
    {
        byte[] hash = new byte[_suite.Hasher.TextLength];
        _suite.Hasher.Hash("message"u8, hash);
        Assert.True(_suite.IsWellFormed(TextShape.Hash, hash) && !CryptographicSuite.Default.IsWellFormed(TextShape.Hash, hash));

        byte[] nonce = new byte[_suite.Noncer.TextLength], value = new byte[INoncer.ValueLength], again = new byte[_suite.Noncer.TextLength];
        _suite.Noncer.Generate(nonce);
        Assert.True(_suite.Noncer.TryDecode(nonce, value));
        _suite.Noncer.Encode(value, again);
        Assert.Equal(nonce, again);

        byte[] text = new byte[_suite.TokenEncoder.MaxTextLength(7)], claims = new byte[7];
        int length = _suite.TokenEncoder.Encode("message"u8, text);
        Assert.True(_suite.TokenEncoder.TryDecode(text.AsSpan(0, length), claims, out int written));
        Assert.Equal("message"u8, claims.AsSpan(0, written));
    }
}
