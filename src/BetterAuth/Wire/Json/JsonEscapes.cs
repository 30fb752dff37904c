using System.Text;

namespace BetterAuth.Wire.Json;

/// <summary>Escapes of JSON strings (RFC 8259 section 7).</summary>
internal static class JsonEscapes
{
    /// <summary>The UTF-16 unit of the <c>\uXXXX</c> at <paramref name="at"/>, or -1 if there is none.</summary>
    public static int Unit(ReadOnlySpan<byte> json, int at)
    {
        if (at > json.Length - 6 || json[at] != '\\' || json[at + 1] != 'u')
        {
            return -1;
        }

        int unit = 0;
        foreach (byte digit in json.Slice(at + 2, 4))
        {
            int value = HexValue(digit);
            if (value < 0)
            {
                return -1;
            }

            unit = (unit << 4) + value;
        }

        return unit;
    }

    /// <summary>Unescapes the content of a valid string; <paramref name="destination"/> is at least as long. Returns the bytes written.</summary>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        int written = 0;
        while (true)
        {
            int plain = content.IndexOf((byte)'\\');
            ReadOnlySpan<byte> run = plain < 0 ? content : content[..plain];
            run.CopyTo(destination[written..]);
            written += run.Length;
            if (plain < 0)
            {
                return written;
            }

            content = content[plain..];
            content = content[UnescapeOne(content, destination, ref written)..];
        }
    }

    /// <summary>Unescapes the escape that <paramref name="content"/> starts with; returns its length.</summary>
    public static int UnescapeOne(ReadOnlySpan<byte> content, Span<byte> destination, ref int written)
    {
        if (content[1] != 'u')
        {
            destination[written++] = content[1] switch
            {
                (byte)'b' => 0x08,
                (byte)'f' => 0x0C,
                (byte)'n' => 0x0A,
                (byte)'r' => 0x0D,
                (byte)'t' => 0x09,
                byte itself => itself,
            };
            return 2;
        }

        int unit = Unit(content, 0);
        if (char.IsHighSurrogate((char)unit))
        {
            written += new Rune((char)unit, (char)Unit(content, 6)).EncodeToUtf8(destination[written..]);
            return 12;
        }

        written += new Rune((char)unit).EncodeToUtf8(destination[written..]);
        return 6;
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
