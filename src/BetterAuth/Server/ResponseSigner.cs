using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server;

/// <summary>Writes signed answers: <c>{"payload":{"access":{"nonce","serverIdentity"},"response":…},"signature":…}</c>. Applications answer access requests with it. Thread-safe.</summary>
public sealed class ResponseSigner
{
    private readonly ISigningKey _responseKey;

    /// <summary>Signs with the server's response key.</summary>
    public ResponseSigner(ISigningKey responseKey)
    {
        ArgumentNullException.ThrowIfNull(responseKey);
        _responseKey = responseKey;
    }

    /// <summary>Signs and writes the answer to the request that carried <paramref name="nonce"/>. Throws what the key throws when it cannot sign; then nothing was written.</summary>
    public ValueTask WriteAsync<TResponse>(Utf8Text nonce, TResponse response, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
        where TResponse : IWireWritable<TResponse>
    {
        ArgumentNullException.ThrowIfNull(destination);
        ResponseAccess access = new() { Nonce = nonce, ServerIdentity = _responseKey.PublicKey };
        return MessageSigner.WriteAsync(new AnswerPayload<TResponse>(access, response), _responseKey, destination, cancellationToken);
    }
}
