using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

/// <summary>Checks an answer in full before anything of it is used: exact shape, a known response key, its signature over the raw bytes, the request's nonce. Thread-safe.</summary>
internal sealed class ResponseReader(CryptographicSuite suite, IVerificationKeyRing responseKeys)
{
    /// <summary>The response; or why it counts for nothing, be it the server's own (unsigned) refusal.</summary>
    public bool TryRead<TResponse>(ReadOnlyMemory<byte> answer, Utf8Text nonce, out TResponse response, [NotNullWhen(false)] out Refusal? refusal)
        where TResponse : struct, IWireView<TResponse>
    {
        response = default;
        if (!WireReader.TryRead(answer, suite, out SignedMessage<ResponsePayload<TResponse>> message, out refusal))
        {
            refusal = PeerError.TryRead(answer, out PeerError? error) ? Refusal.OfPeer(error) : refusal;
            return false;
        }

        ResponseAccess access = message.Payload.Access;
        if (!responseKeys.TryGet(access.ServerIdentity, out IVerificationKey? key))
        {
            refusal = Refusal.InvalidMessage("payload.access.serverIdentity", "not a response key of this deployment");
            return false;
        }

        if (key.Verify(message.PayloadBytes.Span, message.Signature.Span) != VerificationStatus.Valid)
        {
            refusal = Refusal.InvalidMessage("signature", "does not verify");
            return false;
        }

        if (!access.Nonce.FixedTimeEquals(nonce))
        {
            refusal = Refusal.IncorrectNonce(nonce, access.Nonce);
            return false;
        }

        response = message.Payload.Response;
        return true;
    }
}
