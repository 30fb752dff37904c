using System.Buffers.Binary;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Accounts;

/// <summary>Tags, nonces, digests and derived names, each computed a second time from their definition.</summary>
public class DefinitionTests
{
    private static readonly byte[] Request = "{\"a\":1}"u8.ToArray();

    [Fact]
    public void A_tag_is_the_start_of_the_identitys_derived_key()
    {
        byte[] tag = new byte[AccountTag.Length];
        AccountTag.Write(Utf8Text.FromString("identity"), tag);

        Assert.Equal(Derived("better-auth account tag 2026 v1"u8, "identity"u8)[..10], tag);
        Assert.Equal([.. tag, .. "device"u8], AccountTag.RowKey(Utf8Text.FromString("identity"), Utf8Text.FromString("device")));
        Assert.Equal([1, 2, .. "device"u8], AccountTag.RowKey([1, 2], Utf8Text.FromString("device")));
    }

    [Fact]
    public void A_bound_nonce_is_a_counter_and_the_start_of_a_derived_key()
    {
        NonceCounter counter = new(new CesrNoncer());
        byte[] first = new byte[INoncer.ValueLength], second = new byte[INoncer.ValueLength];
        BoundNonce.Create(Operation.LinkDevice, Hash256.Of(Request), counter, first);
        BoundNonce.Create(Operation.LinkDevice, Hash256.Of(Request), counter, second);

        Assert.Equal(unchecked(BinaryPrimitives.ReadInt32LittleEndian(first) + 1), BinaryPrimitives.ReadInt32LittleEndian(second));
        Assert.Equal(Derived("better-auth request-bound nonce 2026 v1"u8, [.. "device/link\0"u8, .. first[..4], .. Hashed(Request)])[..12], first[4..]);
    }

    [Fact]
    public void A_digest_is_the_derived_key_of_the_operations_name_and_the_contents_hash()
    {
        byte[] digest = new byte[OperationDigest.Length];
        OperationDigest.Of(Operation.ChangeRecoveryKey, Request).CopyTo(digest);

        Assert.Equal(Derived("better-auth exactly-once 2026 v1"u8, [.. "recovery/change\0"u8, .. Hashed(Request)]), digest);
    }

    [Fact]
    public async Task An_identity_is_the_hash_of_its_texts_and_no_other()
    {
        Blake3Hasher hasher = new();
        Utf8Text key = Utf8Text.FromString("key"), rotation = Utf8Text.FromString("rotation"), recovery = Utf8Text.FromString("recovery");
        byte[] identity = new byte[hasher.TextLength];
        hasher.Hash("keyrotationrecovery"u8, identity);
        HashIdentityVerifier verifier = new(hasher);

        Assert.Equal(new Utf8Text(identity), Derivations.IdentityOf(hasher, key, rotation, recovery));
        Assert.True(await verifier.VerifyAsync(new(identity), key, rotation, recovery, TestContext.Current.CancellationToken));
        Assert.False(await verifier.VerifyAsync(new(identity), key, recovery, rotation, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentNullException>(() => new HashIdentityVerifier(null!));
    }

    private static byte[] Derived(ReadOnlySpan<byte> context, ReadOnlySpan<byte> material)
    {
        byte[] key = new byte[Blake3.HashLength];
        Blake3.DeriveKey(context, material, key);
        return key;
    }

    private static byte[] Hashed(byte[] content)
    {
        byte[] hash = new byte[Blake3.HashLength];
        Blake3.Hash(content, hash);
        return hash;
    }
}
