using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>A list. A refusal names the wrong element by its index.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
/// <typeparam name="TValue">How they are read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListValue<T, TValue> : IWireValue<List<T>>
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out List<T> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            refusal = WireObject.NotA("array");
            return false;
        }

        List<T> list = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TValue.TryRead(ref reader, out T? element, out refusal))
            {
                refusal = refusal.Within(list.Count.ToString(CultureInfo.InvariantCulture));
                return false;
            }

            list.Add(element);
        }

        value = list;
        refusal = null;
        return true;
    }

    /// <inheritdoc/>
    public static int MaxLength(in List<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return MaxLength(CollectionsMarshal.AsSpan(value));
    }

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in List<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Write(ref writer, CollectionsMarshal.AsSpan(value));
    }

    internal static int MaxLength(ReadOnlySpan<T> elements)
    {
        int length = 2;
        foreach (ref readonly T element in elements)
        {
            length = checked(length + TValue.MaxLength(element) + 1);
        }

        return length;
    }

    internal static void Write(ref CanonicalJsonWriter writer, ReadOnlySpan<T> elements)
    {
        writer.WriteVerbatim("["u8);
        for (int index = 0; index < elements.Length; index++)
        {
            writer.WriteVerbatim(index == 0 ? default : ","u8);
            TValue.Write(ref writer, elements[index]);
        }

        writer.WriteVerbatim("]"u8);
    }
}
