using System.Buffers;
using System.Buffers.Text;

namespace BetterAuth.Wire.Tokens;

/// <summary>Base64url without padding (RFC 4648 section 5) of any length, one text per value: no white space, no padding, unused bits zero.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    // The last character of a text whose length is 2 or 3 modulo 4 carries 4 or 2 unused bits.
    private static readonly SearchValues<byte> FourZeroBits = SearchValues.Create("AQgw"u8);
    private static readonly SearchValues<byte> TwoZeroBits = SearchValues.Create("AEIMQUYcgkosw048"u8);

    /// <summary>Bytes of what a text of <paramref name="textLength"/> characters says.</summary>
    public static int ValueLength(int textLength) => (int)((long)textLength * 3 / 4);

    /// <summary>Reads the value, of <see cref="ValueLength"/> bytes; false when the text is malformed.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value)
    {
        bool wellFormed = !text.ContainsAnyExcept(Alphabet) && (text.Length % 4) switch
        {
            0 => true,
            2 => FourZeroBits.Contains(text[^1]),
            3 => TwoZeroBits.Contains(text[^1]),
            _ => false,
        };
        return wellFormed && Base64Url.TryDecodeFromUtf8(text, value, out _);
    }
}
