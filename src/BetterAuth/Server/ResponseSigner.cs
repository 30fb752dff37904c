using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Server;

/// <summary>Writes signed answers: <c>{"payload":{"access":{"nonce","serverIdentity"},"response":…},"signature":…}</c>. Applications answer access requests with it. Thread-safe.</summary>
public sealed class ResponseSigner
{
    private readonly ISigningKey _responseKey;
    private readonly ReadOnlyMemory<byte> _serverIdentity; // as canonical JSON, quotes included

    /// <summary>Signs with the server's response key.</summary>
    public ResponseSigner(ISigningKey responseKey)
    {
        ArgumentNullException.ThrowIfNull(responseKey);
        _responseKey = responseKey;
        byte[] text = new byte[CanonicalJsonWriter.LengthOf(responseKey.PublicKey.Span)];
        new CanonicalJsonWriter(text).WriteString(responseKey.PublicKey.Span);
        _serverIdentity = text;
    }

    /// <summary>Signs and writes the answer to the request that carried <paramref name="nonce"/>. Throws what the key throws when it cannot sign; then nothing was written.</summary>
    public async ValueTask WriteAsync<TResponse>(Utf8Text nonce, TResponse response, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
        where TResponse : IWireWritable<TResponse>
    {
        ArgumentNullException.ThrowIfNull(destination);
        Memory<byte> text = destination.GetMemory(MaxLength(nonce, response));
        int end = WritePayload(text.Span, nonce, response, out int start);
        "\"signature\":\""u8.CopyTo(text.Span[(end + 1)..]);
        text.Span[end] = (byte)',';
        int signature = end + 1 + "\"signature\":\""u8.Length;
        await _responseKey.SignAsync(text[start..end], text.Slice(signature, _responseKey.SignatureLength), cancellationToken).ConfigureAwait(false);
        int close = signature + _responseKey.SignatureLength;
        "\"}"u8.CopyTo(text.Span[close..]);
        destination.Advance(close + 2);
    }

    private int MaxLength<TResponse>(Utf8Text nonce, in TResponse response)
        where TResponse : IWireWritable<TResponse> =>
        "{\"payload\":{\"access\":{\"nonce\":,\"serverIdentity\":},\"response\":},\"signature\":\"\"}"u8.Length
        + CanonicalJsonWriter.LengthOf(nonce.Span) + _serverIdentity.Length + TResponse.MaxLength(response) + _responseKey.SignatureLength;

    /// <summary>Writes up to the payload's end, which it returns.</summary>
    private int WritePayload<TResponse>(Span<byte> text, Utf8Text nonce, in TResponse response, out int start)
        where TResponse : IWireWritable<TResponse>
    {
        CanonicalJsonWriter writer = new(text);
        writer.WriteVerbatim("{\"payload\":"u8);
        start = writer.Written;
        writer.WriteVerbatim("{\"access\":{\"nonce\":"u8);
        writer.WriteString(nonce.Span);
        writer.WriteVerbatim(",\"serverIdentity\":"u8);
        writer.WriteVerbatim(_serverIdentity.Span);
        writer.WriteVerbatim("},\"response\":"u8);
        TResponse.Write(ref writer, response);
        writer.WriteVerbatim("}"u8);
        return writer.Written;
    }
}
