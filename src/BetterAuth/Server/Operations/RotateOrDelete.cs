using BetterAuth.Accounts;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Rotate and delete, which look the same on the wire: signed by the key the device committed to, with nothing beside the authentication.</summary>
internal sealed class RotateOrDelete(ServerParts parts, Operation operation) : AccountOperationHandler<RotateDeviceRequest>(parts, operation)
{
    private readonly bool _deletes = operation == Operation.DeleteAccount;

    protected override (Utf8Text Key, string Name) SignerOf(in RotateDeviceRequest request) => (request.Authentication.PublicKey, PublicKeyName);

    protected override AccountOperation OperationOf(in RotateDeviceRequest request, OperationDigest digest) => _deletes
        ? new DeleteAccountOperation { Digest = digest, Identity = request.Authentication.Identity, Keys = KeysOf(request.Authentication) }
        : new RotateDeviceOperation { Digest = digest, Identity = request.Authentication.Identity, Keys = KeysOf(request.Authentication) };
}
