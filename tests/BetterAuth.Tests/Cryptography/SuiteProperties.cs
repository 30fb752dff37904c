using System.Numerics;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;
using CsCheck;

namespace BetterAuth.Tests.Cryptography;

/// <summary>Signatures, keys, hashes and nonces of the suite that ships, at its edges; the arithmetic behind them has tests of its own.</summary>
public class SuiteProperties
{
    private static readonly BigInteger Order = Number(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"));

    // The platform's arithmetic: ours is held to it elsewhere, and ten thousand signatures are many for code that is not optimized.
    private static readonly CryptographicSuite Suite = CryptographicSuite.Platform;
    private readonly ISigningKey _key = Suite.Keys.Generate();
    private readonly ISigningKey _other = Suite.Keys.Generate();

    // Scalars near the ends of the range as often as anywhere else.
    private static readonly Gen<byte[]> Scalars = Gen.OneOf(
        Gen.Byte.Array[32],
        Gen.Select(Gen.Int[-3, 3], Gen.Bool).Select(pair => Bytes(BigInteger.Max(0, pair.Item1 + (pair.Item2 ? Order : 0)))),
        Gen.Int[0, 31].Select(place => Enumerable.Range(0, 32).Select(i => i == place ? (byte)1 : (byte)0).ToArray()));

    [Property]
    public void A_scalar_is_in_range_from_one_to_the_order_less_one() => Scalars.Holds(scalar => SignatureRange.ContainsScalar(scalar) == (Number(scalar) > 0 && Number(scalar) < Order));

    [Property]
    public void A_signature_is_in_range_when_both_its_halves_are() => Gen.Select(Scalars, Scalars).Holds(pair =>
        SignatureRange.Contains([.. pair.Item1, .. pair.Item2]) == (SignatureRange.ContainsScalar(pair.Item1) && SignatureRange.ContainsScalar(pair.Item2))
        && P256Verifier.TryReadSignature(Text(CesrCode.Signature, [.. pair.Item1, .. pair.Item2]), new byte[64]) == SignatureRange.Contains([.. pair.Item1, .. pair.Item2]));

    [Property]
    public void What_was_signed_verifies_by_that_key_over_those_bytes_alone() => Gen.Byte.Array[0, 60].Holds(message =>
    {
        byte[] signature = Signed(message);
        Assert.Equal(VerificationStatus.Valid, Suite.Verifier.Verify(message, signature, _key.PublicKey.Span));
        Assert.Equal(VerificationStatus.InvalidSignature, Suite.Verifier.Verify([.. message, 0], signature, _key.PublicKey.Span));
        Assert.Equal(VerificationStatus.InvalidSignature, Suite.Verifier.Verify(message, signature, _other.PublicKey.Span));
    });

    [Property]
    public void A_signature_with_another_character_does_not_verify() => Gen.Select(Gen.Byte.Array[0, 20], Gen.Int[0, 87], Gen.Byte[1, 255]).Holds(sample =>
    {
        (byte[] message, int place, byte change) = sample;
        byte[] signature = Signed(message);
        signature[place] ^= change;
        return Suite.Verifier.Verify(message, signature, _key.PublicKey.Span) == VerificationStatus.InvalidSignature;
    });

    [Property]
    public void A_key_that_was_exported_is_imported_as_the_same_key() => Scalars.Where(scalar => SignatureRange.ContainsScalar(scalar)).Holds(scalar =>
    {
        using ISigningKey key = Suite.Keys.Import(scalar);
        byte[] secret = new byte[Suite.Keys.SecretLength];
        Suite.Keys.Export(key, secret);
        return secret.AsSpan().SequenceEqual(scalar) && Suite.Verifier.IsValidKey(key.PublicKey.Span);
    });

    [Property]
    public void A_secret_out_of_range_is_no_key() => Gen.OneOf(Gen.Byte.Array[0, 31], Gen.Byte.Array[33, 40], Gen.Int[0, 1 << 20].Select(more => Bytes(Order + more)), Gen.Const(new byte[32])).Holds(secret =>
        Record.Exception(() => Suite.Keys.Import(secret)) is ArgumentException);

    [Property]
    public void A_nonce_is_well_formed_and_comes_back_and_no_two_are_alike() => Gen.Byte.Array[16].Holds(value =>
    {
        byte[] text = new byte[Suite.Noncer.TextLength], one = [.. text], other = [.. text], read = new byte[16];
        Suite.Noncer.Encode(value, text);
        Suite.Noncer.Generate(one);
        Suite.Noncer.Generate(other);
        return Suite.Noncer.TryDecode(text, read) && read.AsSpan().SequenceEqual(value) && Suite.Noncer.IsWellFormed(one) && !one.AsSpan().SequenceEqual(other);
    });

    [Property]
    public void A_hash_comes_back_from_its_bytes_and_differs_with_one_bit() => Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 1599]).Holds(sample =>
    {
        byte[] other = [.. sample.Item1], bytes = new byte[Hash256.Length];
        other[sample.Item2 / 8 % other.Length] ^= (byte)(1 << (sample.Item2 % 8));
        Hash256 hash = Hash256.Of(sample.Item1);
        hash.CopyTo(bytes);
        return bytes.AsSpan().SequenceEqual(Hashed(sample.Item1)) && Hash256.Read(bytes) == hash && Hash256.Of(sample.Item1) == hash && Hash256.Of(other) != hash;
    });

    private byte[] Signed(byte[] message)
    {
        byte[] signature = new byte[_key.SignatureLength];
        _key.SignAsync(message, signature).AsTask().GetAwaiter().GetResult();
        return signature;
    }

    private static byte[] Hashed(byte[] input)
    {
        byte[] hash = new byte[Hash256.Length];
        Blake3.Hash(input, hash);
        return hash;
    }

    private static byte[] Text(CesrCode code, byte[] value)
    {
        byte[] text = new byte[code.TextLength];
        code.Encode(value, text);
        return text;
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
