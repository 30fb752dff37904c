using System.Buffers;
using BetterAuth.Cryptography;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

/// <summary>Writes and signs messages: <c>{"payload":…,"signature":…}</c>. The payload is signed where it stands, so what is signed is what is sent.</summary>
internal static class MessageSigner
{
    /// <summary>Writes the message, signed by <paramref name="key"/>; nothing is written when the key cannot sign.</summary>
    public static async ValueTask WriteAsync<TPayload>(TPayload payload, ISigningKey key, IBufferWriter<byte> destination, CancellationToken cancellationToken)
        where TPayload : IWireWritable<TPayload>
    {
        Memory<byte> text = destination.GetMemory(MaxLength(payload, key));
        destination.Advance(await SignAsync(payload, key, text, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The message's bytes, signed by <paramref name="key"/>.</summary>
    public static async ValueTask<byte[]> SignAsync<TPayload>(TPayload payload, ISigningKey key, CancellationToken cancellationToken)
        where TPayload : IWireWritable<TPayload>
    {
        byte[] text = new byte[MaxLength(payload, key)];
        int length = await SignAsync(payload, key, text, cancellationToken).ConfigureAwait(false);
        return length == text.Length ? text : text[..length];
    }

    private static async ValueTask<int> SignAsync<TPayload>(TPayload payload, ISigningKey key, Memory<byte> text, CancellationToken cancellationToken)
        where TPayload : IWireWritable<TPayload>
    {
        int end = WritePayload(text.Span, payload, out int start, out int signature);
        await key.SignAsync(text[start..end], text.Slice(signature, key.SignatureLength), cancellationToken).ConfigureAwait(false);
        int close = signature + key.SignatureLength;
        "\"}"u8.CopyTo(text.Span[close..]);
        return close + 2;
    }

    private static int MaxLength<TPayload>(in TPayload payload, ISigningKey key)
        where TPayload : IWireWritable<TPayload> =>
        "{\"payload\":,\"signature\":\"\"}"u8.Length + TPayload.MaxLength(payload) + key.SignatureLength;

    /// <summary>Writes all but the signature; returns where the payload ends.</summary>
    private static int WritePayload<TPayload>(Span<byte> text, in TPayload payload, out int start, out int signature)
        where TPayload : IWireWritable<TPayload>
    {
        CanonicalJsonWriter writer = new(text);
        writer.WriteVerbatim("{\"payload\":"u8);
        start = writer.Written;
        TPayload.Write(ref writer, payload);
        int end = writer.Written;
        writer.WriteVerbatim(",\"signature\":\""u8);
        signature = writer.Written;
        return end;
    }
}
