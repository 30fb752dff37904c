using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary><c>true</c> or <c>false</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanValue : IWireValue<bool>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out bool value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = reader.TokenType == JsonTokenType.True;
        refusal = value || reader.TokenType == JsonTokenType.False ? null : WireObject.NotA("boolean");
        return refusal is null;
    }

    /// <inheritdoc/>
    public static int MaxLength(in bool value) => value ? 4 : 5;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in bool value) => writer.WriteBoolean(value);
}
