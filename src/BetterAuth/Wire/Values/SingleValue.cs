using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A finite number of single precision, written with the fewest digits that give it back (0.1, not 0.10000000149011612).</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SingleValue : IWireValue<float>
{
    private const int LongestText = 32;

    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out float value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = 0;
        bool read = reader.TokenType == JsonTokenType.Number && reader.TryGetSingle(out value) && float.IsFinite(value);
        refusal = read ? null : WireObject.NotA("number of this size");
        return read;
    }

    /// <inheritdoc/>
    public static int MaxLength(in float value) => CanonicalJsonWriter.MaxNumberLength;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in float value)
    {
        if (!float.IsFinite(value))
        {
            writer.WriteNumber((double)value); // Throws.
            return;
        }

        Span<byte> shortest = stackalloc byte[LongestText];
        value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        writer.WriteNumber(double.Parse(shortest[..length], NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
