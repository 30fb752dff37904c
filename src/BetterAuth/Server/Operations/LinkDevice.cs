using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Endorse another device: the acting device signs the message, the new one its container.</summary>
internal sealed class LinkDevice(ServerParts parts) : OperationHandler(parts)
{
    private const string LinkField = "payload.request.link.";

    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!ServerRequest<LinkDeviceRequest>.TryRead(message, Parts.Suite, out ServerRequest<LinkDeviceRequest> request, out Refusal? refusal))
        {
            return refusal;
        }

        DeviceAuthentication authentication = request.Request.Authentication;
        SignedMessage<LinkPayload> container = request.Request.Link;
        DeviceKeys linked = KeysOf(container.Payload.Authentication);
        refusal = request.Verify(Parts.Verifier, authentication.PublicKey, PublicKeyField) ?? CheckContainer(container, linked, authentication.Identity);
        if (refusal is not null)
        {
            return refusal;
        }

        LinkDeviceOperation operation = new()
        {
            Digest = OperationDigest.Of(Operation.LinkDevice, request.RequestBytes.Span),
            Identity = authentication.Identity,
            Keys = KeysOf(authentication),
            Linked = linked,
        };
        return await AcknowledgeAsync(operation, request.Nonce, response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A container is for one identity, and its device's keys are its own.</summary>
    private Refusal? CheckContainer(in SignedMessage<LinkPayload> container, DeviceKeys linked, Utf8Text identity)
    {
        Utf8Text named = container.Payload.Authentication.Identity;
        if (named != identity)
        {
            return Refusal.MismatchedIdentities(named, identity);
        }

        return CheckDevice(linked)
            ?? Signatures.Check(Parts.Verifier, container.PayloadBytes, container.Signature, linked.PublicKey, LinkField + "signature", LinkField + "payload.authentication.publicKey");
    }
}
