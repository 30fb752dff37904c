using System.Buffers;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Hand out a challenge. The only unsigned message: nothing is looked up and nothing is stored, so it tells nobody which identities exist.</summary>
internal sealed class RequestSession(ServerParts parts) : OperationHandler(parts)
{
    public override async ValueTask<Refusal?> ExecuteAsync(ReadOnlyMemory<byte> message, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (!WireReader.TryRead(message, Parts.Suite, out UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>> request, out Refusal? refusal))
        {
            return refusal;
        }

        Utf8Text challenge = Parts.Challenges.Issue(request.Payload.Request.Authentication.Identity, Parts.Now);
        RequestSessionResponse answer = new() { Authentication = new() { Nonce = challenge } };
        await Parts.Signer.WriteAsync(request.Payload.Access.Nonce, answer, response, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
