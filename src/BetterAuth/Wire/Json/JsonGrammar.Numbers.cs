namespace BetterAuth.Wire.Json;

internal static partial class JsonGrammar
{
    /// <summary>Skips a number (RFC 8259 section 6): any length, any magnitude.</summary>
    public static JsonFault SkipNumber(ReadOnlySpan<byte> json, ref int position)
    {
        int at = position;
        if (At(json, at) == '-')
        {
            at++;
        }

        if (At(json, at) == '0')
        {
            at++;
        }
        else if (!SkipDigits(json, ref at))
        {
            return JsonFault.Syntax;
        }

        if (At(json, at) == '.')
        {
            at++;
            if (!SkipDigits(json, ref at))
            {
                return JsonFault.Syntax;
            }
        }

        if (At(json, at) is 'e' or 'E')
        {
            at++;
            if (At(json, at) is '+' or '-')
            {
                at++;
            }

            if (!SkipDigits(json, ref at))
            {
                return JsonFault.Syntax;
            }
        }

        position = at;
        return JsonFault.None;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> json, ref int at)
    {
        int start = at;
        while (At(json, at) is >= '0' and <= '9')
        {
            at++;
        }

        return at > start;
    }

    private static int At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : -1;
}
