using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A value of a reference type, or <c>null</c>.</summary>
/// <typeparam name="T">The type.</typeparam>
/// <typeparam name="TValue">How it is read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NullableReference<T, TValue> : IWireValue<T?>
    where T : class
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            value = null;
            refusal = null;
            return true;
        }

        return TValue.TryRead(ref reader, out value, out refusal);
    }

    /// <inheritdoc/>
    public static int MaxLength(in T? value) => value is null ? "null"u8.Length : TValue.MaxLength(value);

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in T? value)
    {
        if (value is null)
        {
            writer.WriteVerbatim("null"u8);
        }
        else
        {
            TValue.Write(ref writer, value);
        }
    }
}
