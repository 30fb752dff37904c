using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Client;

/// <summary>Writes and signs messages: <c>{"payload":…,"signature":…}</c>.</summary>
internal static class MessageSigner
{
    /// <summary>The message's bytes, signed by <paramref name="key"/>.</summary>
    public static async ValueTask<byte[]> SignAsync<TPayload>(TPayload payload, ISigningKey key, CancellationToken cancellationToken)
        where TPayload : IWireWritable<TPayload>
    {
        byte[] text = new byte["{\"payload\":,\"signature\":\"\"}"u8.Length + TPayload.MaxLength(payload) + key.SignatureLength];
        int end = WritePayload(text, payload, out int start);
        ReadOnlySpan<byte> name = ",\"signature\":\""u8;
        name.CopyTo(text.AsSpan(end));
        int signature = end + name.Length;
        await key.SignAsync(text.AsMemory(start..end), text.AsMemory(signature, key.SignatureLength), cancellationToken).ConfigureAwait(false);
        int close = signature + key.SignatureLength;
        "\"}"u8.CopyTo(text.AsSpan(close));
        return text[..(close + 2)];
    }

    private static int WritePayload<TPayload>(Span<byte> text, in TPayload payload, out int start)
        where TPayload : IWireWritable<TPayload>
    {
        CanonicalJsonWriter writer = new(text);
        writer.WriteVerbatim("{\"payload\":"u8);
        start = writer.Written;
        TPayload.Write(ref writer, payload);
        return writer.Written;
    }
}
