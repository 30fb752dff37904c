using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>Short forms for the tests of this room.</summary>
internal static class Json
{
    public static bool Accepts(ReadOnlySpan<byte> text) => RawJson.TryParse(text.ToArray(), out _, out _);

    public static bool Accepts(string text) => Accepts(Encoding.UTF8.GetBytes(text));

    public static RawJson Parse(string text)
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(text), out RawJson value, out Refusal? refusal), refusal?.ToString());
        return value;
    }

    public static Refusal Refused(string text)
    {
        Assert.False(RawJson.TryParse(Encoding.UTF8.GetBytes(text), out _, out Refusal? refusal));
        return refusal!;
    }

    /// <summary>The canonical text of any JSON text.</summary>
    public static string Canonical(string text) => Encoding.UTF8.GetString(WireWriter.ToArray(Parse(text)));

    public static string Number(double value)
    {
        Span<byte> text = stackalloc byte[CanonicalJsonWriter.MaxNumberLength];
        CanonicalJsonWriter writer = new(text);
        writer.WriteNumber(value);
        return Encoding.UTF8.GetString(text[..writer.Written]);
    }
}
