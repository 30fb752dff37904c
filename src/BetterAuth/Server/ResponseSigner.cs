using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>Writes signed answers: <c>{"payload":{"access":{"nonce","serverIdentity"},"response":…},"signature":…}</c>. Applications answer access requests with it. Thread-safe.</summary>
public sealed class ResponseSigner
{
    /// <summary>Signs with the server's response key.</summary>
    public ResponseSigner(ISigningKey responseKey) => throw new NotImplementedException();

    /// <summary>Signs and writes the answer to the request that carried <paramref name="nonce"/>.</summary>
    public ValueTask WriteAsync<TResponse>(Utf8Text nonce, TResponse response, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
        where TResponse : IWireWritable<TResponse> => throw new NotImplementedException();
}
