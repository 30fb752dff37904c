using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Replace all devices by a new one; signed by the recovery key.</summary>
internal sealed class RecoverAccount(ServerParts parts) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<RecoverAccountRequest>.TryRead(message, Parts.Suite, out ServerRequest<RecoverAccountRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        RecoveryAuthentication authentication = request.Request.Authentication;
        DeviceKeys keys = KeysOf(authentication.Device, authentication.PublicKey, authentication.RotationHash);
        refusal = request.Verify(Parts.Verifier, authentication.RecoveryKey, AuthenticationField + "recoveryKey") ?? CheckDevice(keys) ?? CheckNewKey(keys);
        if (refusal is not null)
        {
            return refusal;
        }

        RecoverAccountOperation operation = new()
        {
            Digest = OperationDigest.Of(Operation.RecoverAccount, request.RequestBytes.Span),
            Identity = authentication.Identity,
            Keys = keys,
            RecoveryKeyHash = Parts.Hash(authentication.RecoveryKey),
            RecoveryHash = authentication.RecoveryHash,
        };
        return await AcknowledgeAsync(operation, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The new device's key signs nothing here, so a key that is none would lock the account out of its only device.</summary>
    private Refusal? CheckNewKey(DeviceKeys keys) => Parts.Verifier.IsValidKey(keys.PublicKey.Span) ? null : Refusal.InvalidMessage(PublicKeyField, "not a public key");
}
