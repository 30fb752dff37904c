using BetterAuth.Cryptography;

namespace BetterAuth.Tests.Cryptography;

public class P256KeyTests
{
    private readonly P256KeyFactory _factory = new();

    [Fact]
    public async Task Exported_key_is_restored_and_signs_for_the_same_public_key()
    {
        using ISigningKey key = _factory.Generate();
        byte[] secret = new byte[_factory.SecretLength];
        _factory.Export(key, secret);
        using ISigningKey restored = _factory.Import(secret);
        Assert.Equal(key.PublicKey, restored.PublicKey);

        byte[] signature = new byte[restored.SignatureLength];
        ValueTask signing = restored.SignAsync("message"u8.ToArray(), signature, TestContext.Current.CancellationToken);
        Assert.True(signing.IsCompletedSuccessfully);
        await signing;
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, signature));
        Assert.Equal(VerificationStatus.Valid, new P256Verifier().Verify("message"u8, signature, key.PublicKey.Span));
        Assert.Equal(VerificationStatus.InvalidSignature, new P256Verifier().Verify("messagf"u8, signature, key.PublicKey.Span));
    }
}
