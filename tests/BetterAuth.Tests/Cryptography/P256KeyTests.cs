using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;

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

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", false)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", true)]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", true)]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", false)]
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552", false)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", false)]
    [InlineData("01", false)]
    [InlineData("", false)]
    public void A_secret_is_a_scalar_from_1_to_n_minus_1(string hex, bool accepted)
    {
        byte[] secret = Convert.FromHexString(hex);
        if (!accepted)
        {
            Assert.False(secret.Length == 32 && SignatureRange.ContainsScalar(secret));
            Assert.Throws<ArgumentException>(() => _factory.Import(secret).Dispose());
            return;
        }

        using ISigningKey key = _factory.Import(secret);
        byte[] again = new byte[32];
        _factory.Export(key, again);
        Assert.Equal(secret, again);
        Assert.Throws<ArgumentException>(() => _factory.Export(key, new byte[31]));
        Assert.Throws<ArgumentException>(() => _factory.Export(key, new byte[33]));
    }

    [Fact]
    public void A_key_of_another_factory_is_not_exported()
    {
        using ISigningKey foreign = ForeignSuite.Create().Keys.Generate();
        Assert.Throws<ArgumentException>(() => _factory.Export(foreign, new byte[32]));
    }

    [Fact]
    public async Task A_cancelled_signature_is_not_made()
    {
        using ISigningKey key = _factory.Generate();
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await key.SignAsync(new byte[1], new byte[88], new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_verifies_what_it_signed_and_nothing_else(bool byPlatform)
    {
        using ISigningKey key = (byPlatform ? P256KeyFactory.Platform : _factory).Generate();
        byte[] signature = new byte[key.SignatureLength];
        await key.SignAsync("message"u8.ToArray(), signature, TestContext.Current.CancellationToken);
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, signature));
        Assert.Equal(VerificationStatus.InvalidSignature, key.Verify("messagf"u8, signature));
        Assert.Equal(VerificationStatus.InvalidSignature, key.Verify("message"u8, signature.AsSpan(1)));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await key.SignAsync(default, signature, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", 3)] // the base point, whose y is odd
    [InlineData("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", 2)] // and its opposite
    public void A_public_key_is_the_point_of_its_scalar(string scalar, byte parity)
    {
        using ISigningKey key = _factory.Import(Convert.FromHexString(scalar));
        byte[] point = Convert.FromHexString("006B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296"), text = new byte[48];
        point[0] = parity;
        CesrCode.PublicKey.Encode(point, text);
        Assert.Equal(text, key.PublicKey.Memory.ToArray());
    }

    [Fact]
    public async Task A_disposed_key_signs_no_more()
    {
        ISigningKey key = _factory.Generate();
        key.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await key.SignAsync("message"u8.ToArray(), new byte[key.SignatureLength]));
    }

    [Fact]
    public void A_key_is_valid_when_it_is_well_formed_and_a_point()
    {
        using ISigningKey key = _factory.Generate();
        P256Verifier verifier = new();
        Assert.True(verifier.IsValidKey(key.PublicKey.Span) && verifier.IsWellFormedKey(key.PublicKey.Span));
        Assert.False(verifier.IsValidKey(key.PublicKey.Span[1..]) || verifier.IsWellFormedKey(key.PublicKey.Span[1..]));
        byte[] none = new byte[48];
        CesrCode.PublicKey.Encode(new byte[33], none);
        Assert.True(verifier.IsWellFormedKey(none) && !verifier.IsValidKey(none));
    }
}
