using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Endorse another device: the acting device signs the message, the new one its container.</summary>
internal sealed class LinkDevice(ServerParts parts) : AccountOperationHandler<LinkDeviceRequest>(parts, Operation.LinkDevice)
{
    private const string LinkField = "payload.request.link.";

    protected override (Utf8Text Key, string Name) SignerOf(in LinkDeviceRequest request) => (request.Authentication.PublicKey, PublicKeyName);

    protected override AccountOperation OperationOf(in LinkDeviceRequest request, OperationDigest digest) => new LinkDeviceOperation
    {
        Digest = digest,
        Identity = request.Authentication.Identity,
        Keys = KeysOf(request.Authentication),
        Linked = KeysOf(request.Link.Payload.Authentication),
    };

    /// <summary>A container is for one identity, and its device's keys are its own.</summary>
    protected override ValueTask<Refusal?> CheckAsync(LinkDeviceRequest request, AccountOperation operation, CancellationToken cancellationToken)
    {
        Utf8Text named = request.Link.Payload.Authentication.Identity;
        return new(named == operation.Identity
            ? CheckDevice(((LinkDeviceOperation)operation).Linked) ?? CheckSignature(request.Link)
            : Refusal.MismatchedIdentities(named, operation.Identity));
    }

    private Refusal? CheckSignature(in SignedMessage<LinkPayload> container) => Signatures.Check(
        Parts.Verifier,
        container.PayloadBytes,
        container.Signature,
        container.Payload.Authentication.PublicKey,
        LinkField + "signature",
        LinkField + "payload.authentication.publicKey");
}
