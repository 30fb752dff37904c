using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>An integer as a number: digits alone (no fraction, no exponent), within the type's range and within ±2^53, beyond which JavaScript would round it.</summary>
/// <typeparam name="T">One of the eight integer types of up to 64 bits.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct IntegerValue<T> : IWireValue<T>
    where T : struct, IBinaryInteger<T>
{
    private const long MaxExact = 1L << 53;
    private const int LongestText = 17; // -9007199254740992

    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long integer))
        {
            refusal = WireObject.NotA("integer of this size");
            return false;
        }

        T narrow = T.CreateSaturating(integer);
        if (integer is > MaxExact or < -MaxExact || long.CreateSaturating(narrow) != integer)
        {
            refusal = WireObject.NotA("integer of this size");
            return false;
        }

        value = narrow;
        refusal = null;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in T value) => LongestText;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T value)
    {
        if (T.Sign(value) < 0)
        {
            writer.WriteNumber(long.CreateChecked(value));
        }
        else
        {
            writer.WriteNumber(ulong.CreateChecked(value));
        }
    }
}
