using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>An object with any member names: unique, and none that looks like an array index, which JavaScript would reorder.</summary>
/// <typeparam name="T">The members' type.</typeparam>
/// <typeparam name="TValue">How they are read and written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DictionaryValue<T, TValue> : IWireValue<Dictionary<string, T>>
    where TValue : IWireValue<T>
{
    /// <inheritdoc/>
    public static bool TryRead(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out Dictionary<string, T> value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = null;
        if (!WireObject.TryBegin(ref reader, out refusal))
        {
            return false;
        }

        Dictionary<string, T> members = new(StringComparer.Ordinal);
        while (WireObject.TryReadName(ref reader))
        {
            string name = reader.GetString()!;
            if (CanonicalJsonWriter.IsArrayIndex(name) || members.ContainsKey(name))
            {
                refusal = WireObject.RefuseName(name, members.ContainsKey(name) ? "duplicate member" : "looks like an array index");
                return false;
            }

            reader.Read();
            if (!TValue.TryRead(ref reader, out T? member, out refusal))
            {
                refusal = refusal.Within(WireObject.Printable(name));
                return false;
            }

            members.Add(name, member);
        }

        value = members;
        return WireObject.TryEnd(ref reader, out refusal);
    }

    /// <inheritdoc/>
    public static int MaxLength(in Dictionary<string, T> value)
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
    public static void Write(ref CanonicalJsonWriter writer, in Dictionary<string, T> value)
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
