using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>One JSON value as its raw UTF-8 text, validated when it was read; the bytes are kept as they came.</summary>
/// <remarks>Written in canonical form. Lives as long as the buffer behind it; <see cref="ToOwned"/> copies.</remarks>
public readonly struct RawJson : IWireView<RawJson>, IWireMessage<RawJson>, IEquatable<RawJson>
{
    private readonly bool _canonical;

    internal RawJson(ReadOnlyMemory<byte> text, bool canonical = false)
    {
        Memory = text;
        _canonical = canonical;
    }

    /// <summary>The text.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>The text.</summary>
    public ReadOnlySpan<byte> Span => Memory.Span;

    /// <summary>Validates <paramref name="text"/> as exactly one JSON value (RFC 8259; no duplicate names, no lone surrogates, depth at most 64) and wraps it without copying.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, out RawJson value, [NotNullWhen(false)] out Refusal? refusal) =>
        WireReader.TryRead(text, suite: null, out value, out refusal);

    /// <summary>Text that is known to be valid and canonical, or that must keep its bytes (a signature covers them): written as it is.</summary>
    internal static RawJson Verbatim(ReadOnlyMemory<byte> text) => new(text, canonical: true);

    /// <summary>Reads the value as one of the application's own types, which owns what it holds; the refusal (BA101) names the field below <paramref name="root"/>.</summary>
    public bool TryReadAs<T>(string root, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
        where T : IWireMessage<T>
    {
        if (Memory.IsEmpty)
        {
            value = default;
            refusal = Refusal.InvalidMessage(root, "no value");
            return false;
        }

        Utf8JsonReader reader = new(Span); // valid JSON: it was validated when it was read
        reader.Read();
        if (T.TryRead(ref reader, out value, out refusal))
        {
            return true;
        }

        refusal = refusal.Within(root);
        return false;
    }

    /// <inheritdoc/>
    public static bool TryRead(ref JsonScanner scanner, out RawJson value, [NotNullWhen(false)] out Refusal? refusal)
    {
        bool read = scanner.TryReadRaw(out ReadOnlyMemory<byte> text);
        value = new RawJson(text);
        refusal = read ? null : scanner.Refuse("");
        return read;
    }

    /// <summary>Reads any one value as an owned copy of its text; never refuses what the reader takes.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out RawJson value, [NotNullWhen(false)] out Refusal? refusal)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        value = new RawJson(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
        refusal = null;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in RawJson value)
    {
        CanonicalJsonWriter counter = CanonicalJsonWriter.Measuring();
        Write(ref counter, value);
        return counter.Written;
    }

    /// <summary>Writes the canonical text; throws <see cref="ArgumentException"/> for what it cannot carry (<see cref="CanonicalJsonWriter.WriteRaw"/>) and for a value that was never read.</summary>
    public static void Write(ref CanonicalJsonWriter writer, in RawJson value)
    {
        if (value._canonical)
        {
            writer.WriteVerbatim(value.Span);
        }
        else if (value.Memory.IsEmpty)
        {
            throw new ArgumentException("There is no JSON value.", nameof(value));
        }
        else
        {
            writer.WriteValidated(value.Span);
        }
    }

    /// <summary>A copy that owns its bytes.</summary>
    public RawJson ToOwned() => new(Memory.ToArray(), _canonical);

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
