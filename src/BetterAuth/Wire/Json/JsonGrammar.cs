namespace BetterAuth.Wire.Json;

/// <summary>
/// The productions of RFC 8259 over a span that is known to be UTF-8. Each skips one production at <c>position</c> and says what is wrong with it; none allocates, throws or recurses.
/// </summary>
internal static partial class JsonGrammar
{
    /// <summary>Skips white space; the next byte, which stays unread, or -1 at the end.</summary>
    public static int Peek(ReadOnlySpan<byte> json, ref int position)
    {
        int at = position;
        while ((uint)at < (uint)json.Length)
        {
            byte next = json[at];
            if (next > 0x20 || next is not (0x20 or 0x0A or 0x0D or 0x09))
            {
                position = at;
                return next;
            }

            at++;
        }

        position = at;
        return -1;
    }

    /// <summary>Skips <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public static JsonFault SkipLiteral(ReadOnlySpan<byte> json, ref int position, ReadOnlySpan<byte> literal)
    {
        if (!json[position..].StartsWith(literal))
        {
            return JsonFault.Syntax;
        }

        position += literal.Length;
        return JsonFault.None;
    }

    /// <summary>Skips a string, number or literal that starts with <paramref name="first"/>; what follows is the caller's business.</summary>
    public static JsonFault SkipScalar(ReadOnlySpan<byte> json, ref int position, int first)
    {
        switch (first)
        {
            case '"':
                return SkipString(json, ref position, out _);
            case 't':
                return SkipLiteral(json, ref position, "true"u8);
            case 'f':
                return SkipLiteral(json, ref position, "false"u8);
            case 'n':
                return SkipLiteral(json, ref position, "null"u8);
            default:
                return SkipNumber(json, ref position);
        }
    }
}
