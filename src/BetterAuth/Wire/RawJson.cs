using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>One JSON value as its raw UTF-8 text, validated when it was read; the bytes are kept as they came.</summary>
/// <remarks>Written in canonical form. Lives as long as the buffer behind it; <see cref="ToOwned"/> copies.</remarks>
public readonly struct RawJson : IWireView<RawJson>, IEquatable<RawJson>
{
    internal RawJson(ReadOnlyMemory<byte> text) => Memory = text;

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>Validates <paramref name="text"/> as exactly one JSON value (RFC 8259; no duplicate names, no lone surrogates, depth at most 64) and wraps it without copying.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, out RawJson value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RawJson value, [NotNullWhen(false)] out Refusal? refusal) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static int MaxLength(in RawJson value) => throw new NotImplementedException();

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in RawJson value) => throw new NotImplementedException();

    /// <summary>A copy that owns its bytes.</summary>
    public RawJson ToOwned() => new(Memory.ToArray());

    /// <inheritdoc/>
    public bool Equals(RawJson other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RawJson other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => new Utf8Text(Memory).GetHashCode();

    /// <summary>The text as a string (allocates).</summary>
    public override string ToString() => new Utf8Text(Memory).ToString();

    /// <summary>Equality by bytes.</summary>
    public static bool operator ==(RawJson left, RawJson right) => left.Equals(right);

    /// <summary>Inequality by bytes.</summary>
    public static bool operator !=(RawJson left, RawJson right) => !left.Equals(right);
}
