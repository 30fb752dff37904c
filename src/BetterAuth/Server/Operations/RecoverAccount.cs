using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Replace all devices by a new one; signed by the recovery key.</summary>
internal sealed class RecoverAccount(ServerParts parts) : AccountOperationHandler<RecoverAccountRequest>(parts, Operation.RecoverAccount)
{
    protected override (Utf8Text Key, string Name) SignerOf(in RecoverAccountRequest request) => (request.Authentication.RecoveryKey, "recoveryKey");

    protected override AccountOperation OperationOf(in RecoverAccountRequest request, OperationDigest digest) => new RecoverAccountOperation
    {
        Digest = digest,
        Identity = request.Authentication.Identity,
        Keys = KeysOf(request.Authentication.Device, request.Authentication.PublicKey, request.Authentication.RotationHash),
        RecoveryKeyHash = Parts.Hash(request.Authentication.RecoveryKey),
        RecoveryHash = request.Authentication.RecoveryHash,
    };

    protected override ValueTask<Refusal?> CheckAsync(RecoverAccountRequest request, AccountOperation operation, CancellationToken cancellationToken) =>
        new(CheckDevice(operation.Keys) ?? CheckNewKey(operation.Keys));

    /// <summary>The new device's key signs nothing here, so a key that is none would lock the account out of its only device.</summary>
    private Refusal? CheckNewKey(DeviceKeys keys) =>
        Parts.Verifier.IsValidKey(keys.PublicKey.Span) ? null : Refusal.InvalidMessage("payload.request.authentication.publicKey", "not a public key");
}
