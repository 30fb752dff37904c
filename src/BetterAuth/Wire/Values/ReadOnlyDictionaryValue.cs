using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>An object with any member names, read-only; the rules of <see cref="DictionaryValue{T, TValue}"/>.</summary>
/// <typeparam name="T">The members' type.</typeparam>
/// <typeparam name="TValue">How they are read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ReadOnlyDictionaryValue<T, TValue> : IWireValue<IReadOnlyDictionary<string, T>>
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        bool read = DictionaryValue<T, TValue>.TryRead(ref reader, out Dictionary<string, T>? members, out refusal);
        value = members;
        return read;
    }

    /// <inheritdoc/>
    public static int MaxLength(in IReadOnlyDictionary<string, T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        int length = 2;
        foreach ((string name, T member) in value)
        {
            length = checked(length + CanonicalJsonWriter.MaxLengthOf(name) + TValue.MaxLength(member) + 2);
        }

        return length;
    }

    /// <inheritdoc/>
    public static void Write(ref CanonicalJsonWriter writer, in IReadOnlyDictionary<string, T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool any = false;
        writer.WriteVerbatim("{"u8);
        foreach ((string name, T member) in value)
        {
            WireObject.WriteKey(ref writer, name, ref any);
            TValue.Write(ref writer, member);
        }

        writer.WriteVerbatim("}"u8);
    }
}
