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

    /// <summary>The payload's bytes as received; empty for a message that was built rather than read.</summary>
    public ReadOnlyMemory<byte> PayloadBytes { get; init; }

    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out SignedMessage<TPayload> value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in SignedMessage<TPayload> value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in SignedMessage<TPayload> value) => throw new NotImplementedException();
}
