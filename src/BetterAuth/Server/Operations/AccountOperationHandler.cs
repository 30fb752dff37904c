using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>The pipeline of every operation that changes an account: read, signature, derivations, rules and commit, signed <c>{}</c>. An operation says which key signs, what is derived, and what the rules are asked.</summary>
/// <typeparam name="TRequest">The operation's request.</typeparam>
internal abstract class AccountOperationHandler<TRequest>(ServerParts parts, Operation operation) : OperationHandler(parts, operation)
    where TRequest : struct, IWireView<TRequest>
{
    private const string AuthenticationField = "payload.request.authentication.";

    protected const string PublicKeyName = "publicKey";

    public sealed override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<TRequest>.TryRead(message, Parts.Suite, out ServerRequest<TRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        (Utf8Text key, string name) = SignerOf(request.Request);
        refusal = CheckNonce(request.Nonce, request.Hash, out bool isBound) ?? request.Verify(Parts.Verifier, key, AuthenticationField + name);
        if (refusal is not null)
        {
            return refusal;
        }

        AccountOperation asked = OperationOf(request.Request, OperationDigest.Of(Operation, request.Hash)) with { IsBound = isBound };
        refusal = await CheckAsync(request.Request, asked, cancellationToken).ConfigureAwait(false)
            ?? await Parts.Accounts.ExecuteAsync(asked, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
        {
            await Parts.Signer.WriteAsync(request.Nonce, default(EmptyResponse), response, cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }

    /// <summary>The key that signs, and the member of <c>authentication</c> it stands in.</summary>
    protected abstract (Utf8Text Key, string Name) SignerOf(in TRequest request);

    /// <summary>What the rules are asked.</summary>
    protected abstract AccountOperation OperationOf(in TRequest request, OperationDigest digest);

    /// <summary>What must hold before the account is looked at.</summary>
    protected virtual ValueTask<Refusal?> CheckAsync(TRequest request, AccountOperation operation, CancellationToken cancellationToken) => default;

    protected DeviceKeys KeysOf(Utf8Text device, Utf8Text publicKey, Utf8Text rotationHash) => new(device, publicKey, Parts.Hash(publicKey), rotationHash);

    protected DeviceKeys KeysOf(in DeviceAuthentication authentication) => KeysOf(authentication.Device, authentication.PublicKey, authentication.RotationHash);

    /// <summary>device = H(publicKey ‖ rotationHash), for devices that are registered.</summary>
    protected Refusal? CheckDevice(DeviceKeys keys)
    {
        Utf8Text calculated = Derivations.DeviceOf(Parts.Suite.Hasher, keys.PublicKey, keys.RotationHash);
        return calculated == keys.Device ? null : Refusal.InvalidDevice(keys.Device, "underivable", calculated);
    }
}
