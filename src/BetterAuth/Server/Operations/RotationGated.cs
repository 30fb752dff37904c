using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Rotate and delete, which look the same on the wire: signed by the key the device committed to, with nothing beside the authentication.</summary>
internal sealed class RotateOrDelete(ServerParts parts, Operation operation) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<RotateDeviceRequest>.TryRead(message, Parts.Suite, out ServerRequest<RotateDeviceRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        DeviceAuthentication authentication = request.Request.Authentication;
        refusal = request.Verify(Parts.Verifier, authentication.PublicKey, PublicKeyField);
        if (refusal is not null)
        {
            return refusal;
        }

        OperationDigest digest = OperationDigest.Of(operation, request.RequestBytes.Span);
        RotationGatedOperation gated = operation == Operation.DeleteAccount
            ? new DeleteAccountOperation { Digest = digest, Identity = authentication.Identity, Keys = KeysOf(authentication) }
            : new RotateDeviceOperation { Digest = digest, Identity = authentication.Identity, Keys = KeysOf(authentication) };
        return await AcknowledgeAsync(gated, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Revoke a device; signed by the key the acting device committed to.</summary>
internal sealed class UnlinkDevice(ServerParts parts) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<UnlinkDeviceRequest>.TryRead(message, Parts.Suite, out ServerRequest<UnlinkDeviceRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        DeviceAuthentication authentication = request.Request.Authentication;
        refusal = request.Verify(Parts.Verifier, authentication.PublicKey, PublicKeyField);
        if (refusal is not null)
        {
            return refusal;
        }

        UnlinkDeviceOperation operation = new()
        {
            Digest = OperationDigest.Of(Operation.UnlinkDevice, request.RequestBytes.Span),
            Identity = authentication.Identity,
            Keys = KeysOf(authentication),
            Target = request.Request.Link.Device,
        };
        return await AcknowledgeAsync(operation, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Commit to another recovery key; signed by the key the device committed to.</summary>
internal sealed class ChangeRecoveryKey(ServerParts parts) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<ChangeRecoveryKeyRequest>.TryRead(message, Parts.Suite, out ServerRequest<ChangeRecoveryKeyRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        RegistrationAuthentication authentication = request.Request.Authentication;
        refusal = request.Verify(Parts.Verifier, authentication.PublicKey, PublicKeyField);
        if (refusal is not null)
        {
            return refusal;
        }

        ChangeRecoveryKeyOperation operation = new()
        {
            Digest = OperationDigest.Of(Operation.ChangeRecoveryKey, request.RequestBytes.Span),
            Identity = authentication.Identity,
            Keys = KeysOf(authentication.Device, authentication.PublicKey, authentication.RotationHash),
            RecoveryHash = authentication.RecoveryHash,
        };
        return await AcknowledgeAsync(operation, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }
}
