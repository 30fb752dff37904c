using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A string.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringValue : IWireValue<string>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out Refusal? refusal)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            value = null;
            refusal = WireObject.NotA("string");
            return false;
        }

        value = reader.GetString()!;
        refusal = null;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in string value) => CanonicalJsonWriter.MaxLengthOf(value);

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteString(value);
    }
}
