using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>An integer as a JSON string (<see cref="IntegerAsTextAttribute"/>): its one decimal text, without plus sign, leading zeros or minus zero.</summary>
/// <typeparam name="T">One of the eight integer types of up to 64 bits.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct IntegerTextValue<T> : IWireValue<T>
    where T : struct, IBinaryInteger<T>
{
    private const int LongestText = 20; // -9223372036854775808, 18446744073709551615

    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        Span<byte> canonical = stackalloc byte[LongestText];
        if (reader.TokenType == JsonTokenType.String
            && !reader.HasValueSequence
            && T.TryParse(reader.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value.TryFormat(canonical, out int length, default, CultureInfo.InvariantCulture)
            && reader.ValueSpan.SequenceEqual(canonical[..length]))
        {
            refusal = null;
            return true;
        }

        value = default;
        refusal = WireObject.NotA("text of an integer of this size");
        return false;
    }

    /// <inheritdoc/>
    public static int MaxLength(in T value) => LongestText + 2;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T value)
    {
        Span<byte> text = stackalloc byte[LongestText];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteString(text[..length]);
    }
}
