using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Messages;

/// <summary>
/// <c>{"payload":…,"signature":…}</c>: the envelope of every signed message and of a link container.
/// </summary>
/// <remarks>When read, <see cref="PayloadBytes"/> is the raw slice the signature covers: the bytes verified are the bytes parsed (design decision 2).</remarks>
/// <typeparam name="TPayload">The payload's view.</typeparam>
public readonly struct SignedMessage<TPayload> : IWireView<SignedMessage<TPayload>>
    where TPayload : struct, IWireView<TPayload>
{
    /// <summary>What is signed.</summary>
    public required TPayload Payload { get; init; }

    /// <summary>The signature's text.</summary>
    public required Utf8Text Signature { get; init; }

    /// <summary>The payload's bytes as received (or as signed); empty for a message that was not read. When present they are what is written, since the signature covers them.</summary>
    public ReadOnlyMemory<byte> PayloadBytes { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out SignedMessage<TPayload> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = default;
        if (!scanner.TryBeginObject(out refusal))
        {
            return false;
        }

        TPayload payload = default;
        Utf8Text signature = default;
        ReadOnlyMemory<byte> payloadBytes = default;
        bool hasPayload = false;
        bool hasSignature = false;
        while (scanner.TryReadName(out ReadOnlySpan<byte> name))
        {
            if (name.SequenceEqual("payload"u8) && !hasPayload)
            {
                hasPayload = true;
                int start = scanner.BeginValue();
                if (!TPayload.TryRead(ref scanner, out payload, out refusal))
                {
                    refusal = refusal.Within("payload");
                    return false;
                }

                payloadBytes = scanner.Since(start);
            }
            else if (name.SequenceEqual("signature"u8) && !hasSignature)
            {
                hasSignature = true;
                if (!scanner.TryReadText(TextShape.Signature, out signature))
                {
                    refusal = scanner.Refuse("signature");
                    return false;
                }
            }
            else
            {
                bool declared = name.SequenceEqual("payload"u8) || name.SequenceEqual("signature"u8);
                refusal = scanner.RefuseMember(name, declared ? "duplicate member" : "unknown member");
                return false;
            }
        }

        if (!scanner.TryEndObject(out refusal))
        {
            return false;
        }

        if (!hasPayload || !hasSignature)
        {
            refusal = scanner.Refuse(hasPayload ? "signature" : "payload", "missing member");
            return false;
        }

        value = new() { Payload = payload, Signature = signature, PayloadBytes = payloadBytes };
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in SignedMessage<TPayload> value) =>
        "{\"payload\":,\"signature\":}"u8.Length
        + (value.PayloadBytes.IsEmpty ? TPayload.MaxLength(value.Payload) : value.PayloadBytes.Length)
        + CanonicalJsonWriter.LengthOf(value.Signature.Span);

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in SignedMessage<TPayload> value)
    {
        writer.WriteVerbatim("{\"payload\":"u8);
        if (value.PayloadBytes.IsEmpty)
        {
            TPayload.Write(ref writer, value.Payload);
        }
        else
        {
            writer.WriteVerbatim(value.PayloadBytes.Span);
        }

        writer.WriteVerbatim(",\"signature\":"u8);
        writer.WriteString(value.Signature.Span);
        writer.WriteVerbatim("}"u8);
    }
}
