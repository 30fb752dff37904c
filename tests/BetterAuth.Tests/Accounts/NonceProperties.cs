using System.Text;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Accounts;

/// <summary>Digests and bound nonces: what a message says of itself, and of no other.</summary>
public class NonceProperties
{
    private static readonly NonceCounter Counter = new(new CesrNoncer());
    private static readonly Gen<Operation> AnyOperation = Gen.Enum<Operation>();
    private static readonly Gen<byte[]> Requests = Gen.Byte.Array[0, 60];
    private static readonly Gen<AccessTarget> Targets = Gen.Select(Gen.OneOf<string>("GET", "POST", "PUT"), Gen.Char['!', '~'].Array[0, 12], (method, rest) => new AccessTarget(method, "/" + new string(rest)));

    [Property]
    public void A_bound_nonce_says_its_operation_and_its_content() => Gen.Select(AnyOperation, AnyOperation, Requests, Requests).Holds(sample =>
    {
        (Operation made, Operation met, byte[] request, byte[] other) = sample;
        byte[] nonce = new byte[INoncer.ValueLength];
        BoundNonce.Create(made, Hash256.Of(request), Counter, nonce);
        Assert.Equal(made == met ? NonceBinding.Bound : NonceBinding.Misrouted, BoundNonce.Classify(met, nonce, Hash256.Of(request)));
        Assert.Equal(request.AsSpan().SequenceEqual(other) ? NonceBinding.Bound : NonceBinding.None, BoundNonce.Classify(made, nonce, Hash256.Of(other)));
    });

    [Property]
    public void A_nonce_with_another_bit_says_nothing() => Gen.Select(AnyOperation, Requests, Gen.Int[0, 127]).Holds(sample =>
    {
        byte[] nonce = new byte[INoncer.ValueLength];
        BoundNonce.Create(sample.Item1, Hash256.Of(sample.Item2), Counter, nonce);
        nonce[sample.Item3 / 8] ^= (byte)(1 << (sample.Item3 % 8));
        return BoundNonce.Classify(sample.Item1, nonce, Hash256.Of(sample.Item2)) == NonceBinding.None;
    });

    [Property]
    public void The_same_request_gets_another_nonce_each_time() => Gen.Select(AnyOperation, Requests).Holds(sample =>
    {
        byte[] one = new byte[INoncer.ValueLength], other = new byte[INoncer.ValueLength];
        BoundNonce.Create(sample.Item1, Hash256.Of(sample.Item2), Counter, one);
        BoundNonce.Create(sample.Item1, Hash256.Of(sample.Item2), Counter, other);
        return !one.AsSpan().SequenceEqual(other);
    });

    [Property]
    public void An_access_nonce_is_bound_to_audience_target_time_and_content() =>
        Gen.Select(Targets, Targets, Gen.OneOf<string>("a", "a.b", "x"), Gen.OneOf<string>("a", "a.b", "x"), Gen.OneOf<string>("t1", "t2"), Requests).Holds(sample =>
        {
            (AccessTarget target, AccessTarget met, string audience, string here, string time, byte[] request) = sample;
            byte[] nonce = new byte[INoncer.ValueLength];
            AccessPurpose.CreateNonce(audience, target, Encoding.ASCII.GetBytes(time), Hash256.Of(request), Counter, nonce);
            Assert.Equal(target == met && audience == here, AccessPurpose.IsBound(here, met, Encoding.ASCII.GetBytes(time), Hash256.Of(request), nonce));
            Assert.False(AccessPurpose.IsBound(audience, target, Encoding.ASCII.GetBytes(time + "0"), Hash256.Of(request), nonce));
            Assert.False(AccessPurpose.IsBound(audience, target, Encoding.ASCII.GetBytes(time), Hash256.Of([.. request, 0]), nonce));
        });

    [Property]
    public void A_digest_tells_operations_and_contents_apart_and_comes_back() => Gen.Select(AnyOperation, AnyOperation, Requests, Requests).Holds(sample =>
    {
        (Operation operation, Operation other, byte[] request, byte[] another) = sample;
        byte[] bytes = new byte[OperationDigest.Length];
        OperationDigest digest = OperationDigest.Of(operation, request);
        digest.CopyTo(bytes);
        Assert.Equal(digest, OperationDigest.Read(bytes));
        Assert.Equal(operation == other && request.AsSpan().SequenceEqual(another), digest == OperationDigest.Of(other, another));
    });

    [Property]
    public void Names_are_hashes_of_texts_one_after_the_other() => Gen.Select(Requests, Requests, Requests).Holds(sample =>
    {
        (byte[] key, byte[] rotation, byte[] recovery) = sample;
        Blake3Hasher hasher = new();
        return Derivations.DeviceOf(hasher, new(key), new(rotation)) == Derivations.HashOf(hasher, new((byte[])[.. key, .. rotation]))
            && Derivations.IdentityOf(hasher, new(key), new(rotation), new(recovery)) == Derivations.HashOf(hasher, new((byte[])[.. key, .. rotation, .. recovery]));
    });
}
