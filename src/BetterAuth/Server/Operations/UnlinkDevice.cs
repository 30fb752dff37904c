using BetterAuth.Accounts;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Revoke a device; signed by the key the acting device committed to.</summary>
internal sealed class UnlinkDevice(ServerParts parts) : AccountOperationHandler<UnlinkDeviceRequest>(parts, Operation.UnlinkDevice)
{
    protected override (Utf8Text Key, string Name) SignerOf(in UnlinkDeviceRequest request) => (request.Authentication.PublicKey, PublicKeyName);

    protected override AccountOperation OperationOf(in UnlinkDeviceRequest request, OperationDigest digest) => new UnlinkDeviceOperation
    {
        Digest = digest,
        Identity = request.Authentication.Identity,
        Keys = KeysOf(request.Authentication),
        Target = request.Link.Device,
    };
}
