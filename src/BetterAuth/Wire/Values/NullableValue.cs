using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A value of a value type, or <c>null</c>.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TValue">How it is read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableValue<T, TValue> : IWireValue<T?>
    where T : struct
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            refusal = null;
            return true;
        }

        if (!TValue.TryRead(ref reader, out T read, out refusal))
        {
            return false;
        }

        value = read;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in T? value) => value is { } present ? TValue.MaxLength(present) : "null"u8.Length;

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T? value)
    {
        if (value is { } present)
        {
            TValue.Write(ref writer, present);
        }
        else
        {
            writer.WriteVerbatim("null"u8);
        }
    }
}
