using System.Text;
using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of short texts of a fixed form: base64url, CESR, times.</summary>
internal static class TextMutations
{
    private static readonly byte[] Letters = Encoding.ASCII.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly byte[] Strange = Encoding.ASCII.GetBytes("+/= \n\r\t.,:;\0\u007fTZtz");

    /// <summary>Of base64url: another letter, the neighbour of a letter (pad bits), one too many or too few, padding, white space, the other alphabet.</summary>
    public static IReadOnlyList<Mutation> Base64 { get; } = [Letter, Neighbour, Neighbour, Append, Shorten, Odd, SwapLetters, ByteMutations.FlipBit];

    /// <summary>Of texts made of digits: other digits, numbers at the ends of ranges, more and fewer digits, other signs.</summary>
    public static IReadOnlyList<Mutation> Digits { get; } = [Digit, Digit, Range, MoreDigits, ByteMutations.Remove, Odd, ByteMutations.FlipBit, ByteMutations.Splice, SwapLetters];

    public static byte[] Letter(byte[] input, byte[] other, FuzzRandom random) => Set(input, random.Below(input.Length), random.Pick(Letters));

    /// <summary>The letter whose value is one higher or lower, mostly at the end or behind the code: where pad bits are.</summary>
    public static byte[] Neighbour(byte[] input, byte[] other, FuzzRandom random)
    {
        int at = random.Below(3) switch { 0 => input.Length - 1, 1 => random.Below(Math.Min(6, input.Length)), _ => random.Below(input.Length) };
        int value = (uint)at >= (uint)input.Length ? -1 : Array.IndexOf(Letters, input[at]);
        return value < 0 ? input : Set(input, at, Letters[(value + (1 << random.Below(6))) % Letters.Length]);
    }

    public static byte[] Append(byte[] input, byte[] other, FuzzRandom random) => [.. input, random.OneIn(2) ? random.Pick(Letters) : random.Pick(Strange)];

    public static byte[] Shorten(byte[] input, byte[] other, FuzzRandom random) => input.Length == 0 ? input : random.OneIn(2) ? input[..^1] : input[1..];

    /// <summary>A character that belongs to no such text, put in or in place of another.</summary>
    public static byte[] Odd(byte[] input, byte[] other, FuzzRandom random)
    {
        int at = random.Below(input.Length + 1);
        return [.. input[..at], random.Pick(Strange), .. input[Math.Min(input.Length, at + random.Below(2))..]];
    }

    public static byte[] SwapLetters(byte[] input, byte[] other, FuzzRandom random)
    {
        byte[] changed = [.. input];
        if (changed.Length > 1)
        {
            int one = random.Below(changed.Length), two = random.Below(changed.Length);
            (changed[one], changed[two]) = (changed[two], changed[one]);
        }

        return changed;
    }

    public static byte[] Digit(byte[] input, byte[] other, FuzzRandom random)
    {
        int[] digits = [.. Enumerable.Range(0, input.Length).Where(at => char.IsAsciiDigit((char)input[at]))];
        return digits.Length == 0 ? input : Set(input, random.Pick(digits), (byte)('0' + random.Below(10)));
    }

    /// <summary>Two digits of a number at the end of a range.</summary>
    public static byte[] Range(byte[] input, byte[] other, FuzzRandom random)
    {
        string number = random.Pick(["00", "01", "12", "13", "23", "24", "28", "29", "30", "31", "32", "59", "60", "61", "99"]);
        int[] pairs = [.. Enumerable.Range(0, Math.Max(0, input.Length - 1)).Where(at => char.IsAsciiDigit((char)input[at]) && char.IsAsciiDigit((char)input[at + 1]))];
        return pairs.Length == 0 ? input : random.Pick(pairs) is int place ? Set(Set(input, place, (byte)number[0]), place + 1, (byte)number[1]) : input;
    }

    public static byte[] MoreDigits(byte[] input, byte[] other, FuzzRandom random)
    {
        int at = random.Below(input.Length + 1);
        return [.. input[..at], .. Enumerable.Repeat((byte)('0' + random.Below(10)), 1 + random.Below(10)), .. input[at..]];
    }

    private static byte[] Set(byte[] input, int at, byte value)
    {
        byte[] changed = [.. input];
        if ((uint)at < (uint)changed.Length)
        {
            changed[at] = value;
        }

        return changed;
    }
}
