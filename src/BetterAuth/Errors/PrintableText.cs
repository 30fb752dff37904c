using System.Text;
using BetterAuth.Wire.Json;

namespace BetterAuth.Errors;

/// <summary>Foreign JSON as text that may go into a log: short, and printable ASCII alone.</summary>
internal static class PrintableText
{
    private const int LongestCharacter = 4; // UTF-8 bytes that one escape gives

    /// <summary>The text of a validated JSON string, number or literal; <see langword="null"/> for containers and for nothing.</summary>
    public static string? OfValue(ReadOnlySpan<byte> json) => json switch
    {
        [] or [(byte)'{' or (byte)'[', ..] => null,
        [(byte)'"', .. var content, _] => OfContent(content),
        _ => OfContent(json),
    };

    /// <summary>The text of what stands between the quotes of a validated JSON string, cut after <see cref="PeerError.MaxTextLength"/> bytes.</summary>
    public static string OfContent(ReadOnlySpan<byte> content)
    {
        Span<byte> plain = stackalloc byte[PeerError.MaxTextLength + LongestCharacter];
        int written = 0;
        while (!content.IsEmpty && written < PeerError.MaxTextLength)
        {
            if (content[0] == '\\')
            {
                content = content[JsonEscapes.UnescapeOne(content, plain, ref written)..];
            }
            else
            {
                plain[written++] = content[0];
                content = content[1..];
            }
        }

        plain = plain[..Math.Min(written, PeerError.MaxTextLength)];
        foreach (ref byte next in plain)
        {
            next = next is >= 0x20 and < 0x7F ? next : (byte)'?';
        }

        return Encoding.ASCII.GetString(plain);
    }
}
