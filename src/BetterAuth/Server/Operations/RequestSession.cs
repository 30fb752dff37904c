using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Hand out a challenge. The only unsigned message: nothing is looked up and nothing is stored, so it tells nobody which identities exist.</summary>
internal sealed class RequestSession(ServerParts parts) : OperationHandler(parts, Operation.RequestSession)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!WireReader.TryRead(message, Parts.Suite, out UnsignedMessage<RequestPayload<RequestAccess, Sliced<RequestSessionRequest>>> request, out Refusal? refusal)
            || (refusal = CheckNonce(request.Payload.Access.Nonce, Hash256.Of(request.Payload.Request.Bytes.Span), out _)) is not null)
        {
            return refusal;
        }

        Utf8Text challenge = Parts.Challenges.Issue(request.Payload.Request.Value.Authentication.Identity, Parts.Now);
        RequestSessionResponse answer = new() { Authentication = new() { Nonce = challenge } };
        await Parts.Signer.WriteAsync(request.Payload.Access.Nonce, answer, response, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
