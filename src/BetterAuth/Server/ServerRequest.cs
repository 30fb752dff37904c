using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server;

/// <summary>A signed request, read: the nonce to repeat, the request, and the bytes the signature and the digest are over.</summary>
/// <typeparam name="TRequest">The operation's request.</typeparam>
internal readonly struct ServerRequest<TRequest>
    where TRequest : struct, IWireView<TRequest>
{
    private readonly SignedMessage<RequestPayload<RequestAccess, Sliced<TRequest>>> _message;

    private ServerRequest(SignedMessage<RequestPayload<RequestAccess, Sliced<TRequest>>> message)
    {
        _message = message;
        Hash = Hash256.Of(message.Payload.Request.Bytes.Span);
    }

    public Utf8Text Nonce => _message.Payload.Access.Nonce;

    public TRequest Request => _message.Payload.Request.Value;

    /// <summary>The hash of the request's bytes, from which its digest and its nonce's tag are derived.</summary>
    public Hash256 Hash { get; }

    public static bool TryRead(ReadOnlyMemory<byte> message, CryptographicSuite suite, out ServerRequest<TRequest> request, [NotNullWhen(false)] out Refusal? refusal)
    {
        bool read = WireReader.TryRead(message, suite, out SignedMessage<RequestPayload<RequestAccess, Sliced<TRequest>>> signed, out refusal);
        request = read ? new(signed) : default;
        return read;
    }

    /// <summary>Verifies the signature over the payload's raw bytes; <paramref name="keyField"/> is where the key stands in the message.</summary>
    public Refusal? Verify(IVerifier verifier, Utf8Text publicKey, string keyField) =>
        Signatures.Check(verifier, _message.PayloadBytes, _message.Signature, publicKey, "signature", keyField);
}
