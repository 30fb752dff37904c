using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>One operation: bytes in, signed answer or refusal out. Thread-safe.</summary>
internal abstract class OperationHandler
{
    protected const string AuthenticationField = "payload.request.authentication.";
    protected const string PublicKeyField = AuthenticationField + "publicKey";

    protected OperationHandler(ServerParts parts) => Parts = parts;

    protected ServerParts Parts { get; }

    public abstract ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken);

    protected DeviceKeys KeysOf(Utf8Text device, Utf8Text publicKey, Utf8Text rotationHash) => new(device, publicKey, Parts.Hash(publicKey), rotationHash);

    protected DeviceKeys KeysOf(in DeviceAuthentication authentication) => KeysOf(authentication.Device, authentication.PublicKey, authentication.RotationHash);

    /// <summary>device = H(publicKey ‖ rotationHash), for devices that are registered.</summary>
    protected Refusal? CheckDevice(DeviceKeys keys)
    {
        Utf8Text calculated = Derivations.DeviceOf(Parts.Suite.Hasher, keys.PublicKey, keys.RotationHash);
        return calculated == keys.Device ? null : Refusal.InvalidDevice(keys.Device, "underivable", calculated);
    }

    /// <summary>Brings the operation into force and says so, signed.</summary>
    protected async ValueTask<Refusal?> AcknowledgeAsync(AccountOperation operation, Utf8Text nonce, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        Refusal? refusal = await Parts.Accounts.ExecuteAsync(operation, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
        {
            await Parts.Signer.WriteAsync(nonce, default(EmptyResponse), response, cancellationToken).ConfigureAwait(false);
        }

        return refusal;
    }
}
