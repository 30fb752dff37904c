using System.Numerics;
using System.Runtime.Intrinsics;

namespace BetterAuth.Wire.Json;

internal static partial class JsonGrammar
{
    /// <summary>Skips a string with its quotes; <paramref name="escaped"/> tells whether it contains escapes.</summary>
    public static JsonFault SkipString(ReadOnlySpan<byte> json, ref int position, out bool escaped)
    {
        escaped = false;
        int at = position + 1;
        while (true)
        {
            at = IndexOfSpecial(json, at);
            if ((uint)at >= (uint)json.Length)
            {
                return JsonFault.Syntax;
            }

            switch (json[at])
            {
                case (byte)'"':
                    position = at + 1;
                    return JsonFault.None;
                case (byte)'\\':
                    escaped = true;
                    JsonFault fault = SkipEscape(json, ref at);
                    if (fault != JsonFault.None)
                    {
                        return fault;
                    }

                    break;
                default:
                    return JsonFault.Syntax;
            }
        }
    }

    /// <summary>Index of the first quote, backslash or control character from <paramref name="at"/> on, or the length.</summary>
    public static int IndexOfSpecial(ReadOnlySpan<byte> json, int at)
    {
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<byte> quote = Vector128.Create((byte)'"');
            Vector128<byte> backslash = Vector128.Create((byte)'\\');
            Vector128<byte> space = Vector128.Create((byte)0x20);
            for (; at <= json.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                Vector128<byte> block = Vector128.Create(json.Slice(at, Vector128<byte>.Count));
                Vector128<byte> special = Vector128.Equals(block, quote) | Vector128.Equals(block, backslash) | Vector128.LessThan(block, space);
                if (special != Vector128<byte>.Zero)
                {
                    return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
                }
            }
        }

        while ((uint)at < (uint)json.Length && json[at] is not ((byte)'"' or (byte)'\\' or < 0x20))
        {
            at++;
        }

        return at;
    }

    /// <summary>Skips one escape, or the two that make a surrogate pair.</summary>
    private static JsonFault SkipEscape(ReadOnlySpan<byte> json, ref int at)
    {
        if (at + 1 >= json.Length)
        {
            return JsonFault.Syntax;
        }

        switch (json[at + 1])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                at += 2;
                return JsonFault.None;
            case (byte)'u':
                break;
            default:
                return JsonFault.Syntax;
        }

        int unit = JsonEscapes.Unit(json, at);
        if (unit < 0)
        {
            return JsonFault.Syntax;
        }

        at += 6;
        if (!char.IsSurrogate((char)unit))
        {
            return JsonFault.None;
        }

        int low = JsonEscapes.Unit(json, at);
        if (low < 0 || !char.IsSurrogatePair((char)unit, (char)low))
        {
            return JsonFault.Surrogate;
        }

        at += 6;
        return JsonFault.None;
    }
}
