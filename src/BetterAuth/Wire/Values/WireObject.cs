using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire.Values;

/// <summary>What every generated reader and writer of an owned message does with an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WireObject
{
    /// <summary>Enters an object; the reader stands on its brace.</summary>
    public static bool TryBegin(ref Utf8JsonReader reader, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = reader.TokenType == JsonTokenType.StartObject ? null : NotA("object");
        return refusal is null;
    }

    /// <summary>Moves to the next member's name; false at the closing brace.</summary>
    public static bool TryReadName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Leaves the object. Only a reader that was given options or text beyond what <see cref="IWireMessage{TSelf}"/> asks for can be anywhere but at its brace.</summary>
    public static bool TryEnd(ref Utf8JsonReader reader, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = reader.TokenType == JsonTokenType.EndObject ? null : Refusal.InvalidMessage("", "not JSON");
        return refusal is null;
    }

    /// <summary>Reads the value of the declared member <paramref name="name"/>, on whose name the reader stands, and notes its bit in <paramref name="seen"/>.</summary>
    public static bool TryReadMember<T, TValue>(ref Utf8JsonReader reader, string name, ulong bit, ref ulong seen, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
        where TValue : IWireValue<T>
    {
        if ((seen & bit) != 0)
        {
            value = default;
            refusal = Refusal.InvalidMessage(name, "duplicate member");
            return false;
        }

        seen |= bit;
        reader.Read();
        if (TValue.TryRead(ref reader, out value, out refusal))
        {
            return true;
        }

        refusal = refusal.Within(name);
        return false;
    }

    /// <summary>The refusal of a member that is not declared, on whose name the reader stands.</summary>
    public static Refusal Unknown(ref Utf8JsonReader reader) => RefuseName(reader.GetString()!, "unknown member");

    /// <summary>The refusal of an object without the required member <paramref name="name"/>.</summary>
    public static Refusal Missing(string name) => Refusal.InvalidMessage(name, "missing member");

    /// <summary>Writes a member's name: the constant <paramref name="name"/>, quoted and with its colon.</summary>
    public static void WriteName(ref CanonicalJsonWriter writer, scoped ReadOnlySpan<byte> name, ref bool any)
    {
        writer.WriteVerbatim(any ? ","u8 : default);
        writer.WriteVerbatim(name);
        any = true;
    }

    internal static void WriteKey(ref CanonicalJsonWriter writer, string name, ref bool any)
    {
        writer.WriteVerbatim(any ? ","u8 : default);
        writer.WriteName(name);
        writer.WriteVerbatim(":"u8);
        any = true;
    }

    internal static Refusal NotA(string type) => Refusal.InvalidMessage("", type[0] is 'a' or 'i' or 'o' ? $"not an {type}" : $"not a {type}");

    internal static Refusal RefuseName(string name, string details) => Refusal.InvalidMessage(Printable(name), details);

    /// <summary>A name that a peer chose, fit for a log.</summary>
    internal static string Printable(string name) => ReportedName.Of(Encoding.UTF8.GetBytes(name));
}
