using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A finite number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleValue : IWireValue<double>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out double value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = 0;
        bool read = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out value) && double.IsFinite(value);
        refusal = read ? null : WireObject.NotA("number of this size");
        return read;
    }

    /// <inheritdoc/>
    public static int MaxLength(in double value) => CanonicalJsonWriter.MaxNumberLength;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in double value) => writer.WriteNumber(value);
}
