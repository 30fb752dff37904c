using System.Text;
using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of JSON texts: members twice, away, elsewhere; other spellings of the same; numbers of every form; damaged UTF-8.</summary>
internal static class JsonMutations
{
    private static readonly byte[][] Scalars =
    [
        .. new[]
        {
            "0", "-0", "1", "-1", "00", "01", "1.", ".5", "1.0", "1e5", "1E+05", "1e", "-", "0.0e-00", "1e308", "1e309", "-1e400", "5e-324", "1e-400", "9007199254740993", "123456789012345678901234567890",
            "0.1", "2.9802322387695312e-8", "null", "true", "false", "nul", "True", "{}", "[]", "\"\"", "\"a\"", "NaN", "{\"a\":1,\"a\":2}", "{\"\\u0061\":1,\"a\":2}", "{\"1\":0}", "{\"4294967295\":0}",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] Escapes =
    [
        .. new[]
        {
            "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u001f", "\\u0061", "\\u00E9", "\\uD83D\\uDE02", "\\uD83D", "\\uDE02", "\\uDE02\\uD83D", "\\uD83D\\u0061", "\\u12", "\\x", "\\",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] Damages =
    [
        [0x80], [0xC0, 0xAF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xEF, 0xBB, 0xBF], [0xC3, 0xA9], [0xF0, 0x9F, 0x98, 0x82], [0xE2, 0x80, 0xA8], [0x00], [0x1F], [0x7F],
    ];

    private static readonly byte[][] Spaces = [" "u8.ToArray(), "\n"u8.ToArray(), "\r"u8.ToArray(), "\t"u8.ToArray(), "  \n"u8.ToArray(), [0x0B], [0xA0], [0xC2, 0xA0]];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [Duplicate, Remove, Swap, Graft, Replace, Escape, EscapeLetter, Space, Damage, Nest, Punctuate, Rename];

    /// <summary>A member or element once more beside itself, perhaps with another value.</summary>
    public static byte[] Duplicate(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        byte[] copy = random.OneIn(2) ? input[start..end] : Replace(input[start..end], other, random);
        return [.. input[..end], (byte)',', .. copy, .. input[end..]];
    }

    public static byte[] Remove(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        end += end < input.Length && input[end] == ',' && random.Below(4) > 0 ? 1 : 0;
        return [.. input[..start], .. input[end..]];
    }

    /// <summary>Two members or elements change places, wherever they are.</summary>
    public static byte[] Swap(byte[] input, byte[] other, FuzzRandom random)
    {
        ((int firstStart, int firstEnd), (int secondStart, int secondEnd)) = (Piece(input, random), Piece(input, random));
        if (secondStart < firstStart)
        {
            (firstStart, firstEnd, secondStart, secondEnd) = (secondStart, secondEnd, firstStart, firstEnd);
        }

        return firstEnd > secondStart ? input : [.. input[..firstStart], .. input[secondStart..secondEnd], .. input[firstEnd..secondStart], .. input[firstStart..firstEnd], .. input[secondEnd..]];
    }

    /// <summary>A piece of another input in place of one, or beside it.</summary>
    public static byte[] Graft(byte[] input, byte[] other, FuzzRandom random)
    {
        ((int start, int end), (int from, int to)) = (Piece(input, random), Piece(other, random));
        return random.OneIn(2) ? [.. input[..start], .. other[from..to], .. input[end..]] : [.. input[..end], (byte)',', .. other[from..to], .. input[end..]];
    }

    /// <summary>Another value, of any form a value may have, or may not.</summary>
    public static byte[] Replace(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        int colon = input.AsSpan(start, end - start).IndexOf((byte)':');
        start += colon >= 0 ? colon + 1 : 0;
        return [.. input[..start], .. random.Pick(Scalars), .. input[end..]];
    }

    /// <summary>An escape, well-formed or not, inside a string.</summary>
    public static byte[] Escape(byte[] input, byte[] other, FuzzRandom random) => InText(input, random, _ => random.Pick(Escapes), keeps: true);

    /// <summary>A letter of a string written as an escape: the same text in another spelling.</summary>
    public static byte[] EscapeLetter(byte[] input, byte[] other, FuzzRandom random) =>
        InText(input, random, letter => Encoding.ASCII.GetBytes(random.OneIn(2) ? $"\\u{letter:x4}" : $"\\u{letter:X4}"), keeps: false);

    public static byte[] Space(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        int at = random.OneIn(2) ? start : end;
        return [.. input[..at], .. random.Pick(Spaces), .. input[at..]];
    }

    /// <summary>Bytes that are not UTF-8, are letters of several bytes, or may not stand in a text.</summary>
    public static byte[] Damage(byte[] input, byte[] other, FuzzRandom random) => random.OneIn(2) ? InText(input, random, _ => random.Pick(Damages), keeps: true) : Anywhere(input, random.Pick(Damages), random);

    /// <summary>A value inside as many containers as may be open at once, about.</summary>
    public static byte[] Nest(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        int depth = random.OneIn(3) ? 60 + random.Below(8) : 1 + random.Below(4);
        bool isArray = random.OneIn(2);
        byte[] before = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(isArray ? "[" : "{\"a\":", depth)));
        byte[] after = Encoding.ASCII.GetBytes(new string(isArray ? ']' : '}', random.OneIn(8) ? depth - 1 : depth));
        return [.. input[..start], .. before, .. input[start..end], .. after, .. input[end..]];
    }

    public static byte[] Punctuate(byte[] input, byte[] other, FuzzRandom random) => Anywhere(input, ["\"\\{}[],:+-.eE0/"u8[random.Below(15)]], random);

    /// <summary>A member's name in place of another's.</summary>
    public static byte[] Rename(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, _) = Piece(input, random);
        (int from, _) = Piece(random.OneIn(2) ? input : other, random);
        return start >= input.Length || input[start] != '"' || from >= input.Length || input[from] != '"'
            ? input
            : [.. input[..start], .. input[from..JsonPieces.EndOfText(input, from)], .. input[JsonPieces.EndOfText(input, start)..]];
    }

    private static (int Start, int End) Piece(byte[] input, FuzzRandom random)
    {
        List<int> values = JsonPieces.Values(input);
        if (values.Count == 0)
        {
            return (0, input.Length);
        }

        int start = random.Pick(values);
        return (start, JsonPieces.EndOf(input, start));
    }

    private static byte[] Anywhere(byte[] input, byte[] what, FuzzRandom random)
    {
        int at = random.Below(input.Length + 1);
        return [.. input[..at], .. what, .. input[at..]];
    }

    private static byte[] InText(byte[] input, FuzzRandom random, Func<byte, byte[]> what, bool keeps)
    {
        int[] texts = [.. JsonPieces.Values(input).Where(at => input[at] == '"')];
        if (texts.Length == 0)
        {
            return input;
        }

        int start = random.Pick(texts), end = JsonPieces.EndOfText(input, start);
        int at = start + 1 + random.Below(end - start - 1);
        return at >= input.Length ? input : [.. input[..at], .. what(input[at]), .. input[(keeps ? at : at + 1)..]];
    }
}
