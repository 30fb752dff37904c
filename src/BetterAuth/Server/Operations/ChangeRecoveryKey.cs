using BetterAuth.Accounts;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Commit to another recovery key; signed by the key the device committed to.</summary>
internal sealed class ChangeRecoveryKey(ServerParts parts) : AccountOperationHandler<ChangeRecoveryKeyRequest>(parts, Operation.ChangeRecoveryKey)
{
    protected override (Utf8Text Key, string Name) SignerOf(in ChangeRecoveryKeyRequest request) => (request.Authentication.PublicKey, PublicKeyName);

    protected override AccountOperation OperationOf(in ChangeRecoveryKeyRequest request, OperationDigest digest) => new ChangeRecoveryKeyOperation
    {
        Digest = digest,
        Identity = request.Authentication.Identity,
        Keys = KeysOf(request.Authentication.Device, request.Authentication.PublicKey, request.Authentication.RotationHash),
        RecoveryHash = request.Authentication.RecoveryHash,
    };
}
