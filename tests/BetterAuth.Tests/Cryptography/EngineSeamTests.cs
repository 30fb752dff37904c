using BetterAuth.Cryptography;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Cryptography;

/// <summary>What of keys and signatures reaches the arithmetic, and which arithmetic it is.</summary>
public class EngineSeamTests
{
    private static readonly byte[] Point = Convert.FromHexString("036B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296");

    private readonly RecordingEngine _engine = new();
    private readonly P256Verifier _verifier;
    private readonly byte[] _key = Cesr.Text(CesrCode.PublicKey, Point);
    private readonly byte[] _signature = Cesr.Text(CesrCode.Signature, [.. Enumerable.Repeat((byte)1, 64)]);
    private readonly byte[] _outOfRange = Cesr.Text(CesrCode.Signature, new byte[64]);

    public EngineSeamTests() => _verifier = new(_engine);

    [Fact]
    public void A_verifier_asks_the_engine_it_was_given()
    {
        Assert.Equal("recording", _verifier.Strategy);
        Assert.Equal(VerificationStatus.Valid, _verifier.Verify("message"u8, _signature, _key));
    }

    [Fact]
    public void Only_a_key_that_was_vouched_for_is_handed_on_as_such()
    {
        _verifier.Verify("message"u8, _signature, _key);
        _verifier.VerifyByVouchedKey("message"u8, _signature, _key);
        Assert.Equal([false, true], _engine.Verifications);
    }

    [Fact]
    public void What_is_malformed_or_out_of_range_costs_no_arithmetic()
    {
        Assert.Equal(VerificationStatus.InvalidKey, _verifier.Verify("message"u8, _signature, _key.AsSpan(1)));
        Assert.Equal(VerificationStatus.InvalidSignature, _verifier.Verify("message"u8, _signature.AsSpan(1), _key));
        Assert.Equal(VerificationStatus.InvalidSignature, _verifier.Verify("message"u8, _outOfRange, _key));
        Assert.False(_verifier.TryImport(new(_key.AsMemory(1)), out _));
        Assert.Empty(_engine.Verifications);
        Assert.Empty(_engine.Prepared);
    }

    [Fact]
    public void A_prepared_key_is_asked_for_signatures_in_range_alone()
    {
        Assert.True(_verifier.TryImport(new(_key), out IVerificationKey? key));
        Assert.Equal(Point, Assert.Single(_engine.Prepared));
        Assert.Equal(VerificationStatus.InvalidSignature, key.Verify("message"u8, _signature.AsSpan(1)));
        Assert.Equal(VerificationStatus.InvalidSignature, key.Verify("message"u8, _outOfRange));
        Assert.Empty(_engine.Verifications);
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, _signature));
        Assert.Null(Assert.Single(_engine.Verifications));
    }

    [Fact]
    public void A_signing_key_is_prepared_when_it_verifies_first_by_the_engine_of_its_factory()
    {
        byte[] scalar = new byte[32];
        scalar[31] = 1;
        using ISigningKey key = new P256KeyFactory(_verifier).Import(scalar), generated = new P256KeyFactory(_verifier).Generate();
        Assert.Empty(_engine.Prepared);
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, _signature));
        Assert.Equal(VerificationStatus.Valid, key.Verify("message"u8, _signature));
        Assert.Equal(Point, Assert.Single(_engine.Prepared));
        Assert.Equal(VerificationStatus.Valid, generated.Verify("message"u8, _signature));
        Assert.Equal(2, _engine.Prepared.Count);
    }
}
