using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;

namespace BetterAuth.Wire.Json;

/// <summary>
/// A strict, non-throwing, single-pass reader of one JSON text for the protocol's views (design decision 4: <c>Utf8JsonReader</c> throws on malformed text, which costs more than a good message).
/// </summary>
/// <remarks>
/// RFC 8259 text in valid UTF-8, no BOM, depth at most 64. Strings read through <see cref="TryReadText"/> and member names carry no escapes. Not thread-safe (a ref struct).
/// Generated readers call it as: <see cref="TryBeginObject"/>, then <see cref="TryReadName"/> until it answers false, then <see cref="TryEndObject"/>.
/// </remarks>
public ref struct JsonScanner
{
    /// <summary>Starts at the beginning of <paramref name="json"/>; <paramref name="suite"/> decides the shapes of texts (null: any).</summary>
    public JsonScanner(ReadOnlyMemory<byte> json, CryptographicSuite? suite) => throw new NotImplementedException();

    /// <summary>Offset of the next unread byte.</summary>
    public readonly int Position => throw new NotImplementedException();

    /// <summary>Enters an object.</summary>
    public bool TryBeginObject([NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <summary>Reads the next member's name and its colon; false at the closing brace and on malformed text (<see cref="TryEndObject"/> tells which).</summary>
    public bool TryReadName(out ReadOnlySpan<byte> name) => throw new NotImplementedException();

    /// <summary>Leaves the object; a refusal if the text was malformed.</summary>
    public bool TryEndObject([NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <summary>Reads a string without escapes and of the given shape. The refusal's field is empty: the caller names it.</summary>
    public bool TryReadText(TextShape shape, out Utf8Text text) => throw new NotImplementedException();

    /// <summary>Reads any one value, validating it, and gives its raw text.</summary>
    public bool TryReadRaw(out ReadOnlyMemory<byte> text) => throw new NotImplementedException();

    /// <summary>Nothing but white space may be left.</summary>
    public bool TryEnd([NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();
}
