using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A read-only list.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TValue">How they are read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyListValue<T, TValue> : IWireValue<IReadOnlyList<T>>
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyList<T> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        bool read = ListValue<T, TValue>.TryRead(ref reader, out List<T>? list, out refusal);
        value = list;
        return read;
    }

    /// <inheritdoc/>
    public static int MaxLength(in IReadOnlyList<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int length = 2;
        foreach (T element in value)
        {
            length = checked(length + TValue.MaxLength(element) + 1);
        }

        return length;
    }

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in IReadOnlyList<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteVerbatim("["u8);
        bool any = false;
        foreach (T element in value)
        {
            writer.WriteVerbatim(any ? ","u8 : default);
            TValue.Write(ref writer, element);
            any = true;
        }

        writer.WriteVerbatim("]"u8);
    }
}
