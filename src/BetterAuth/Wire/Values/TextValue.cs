using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A string kept as UTF-8; the bytes are a copy.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TextValue : IWireValue<Utf8Text>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out Utf8Text value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            refusal = WireObject.NotA("string");
            return false;
        }

        // Unescaping never lengthens a text.
        byte[] text = new byte[reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length];
        value = new Utf8Text(text.AsMemory(0, reader.CopyString(text)));
        refusal = null;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in Utf8Text value) => CanonicalJsonWriter.LengthOf(value.Span);

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in Utf8Text value) => writer.WriteString(value.Span);
}
