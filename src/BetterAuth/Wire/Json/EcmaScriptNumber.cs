using System.Globalization;

namespace BetterAuth.Wire.Json;

/// <summary>The text of a double as ECMAScript prints it (ECMA-262 <c>Number::toString</c>, RFC 8785 section 3.2.2.3): .NET's shortest round-trip digits, laid out anew.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>Bytes of the longest text: sign, <c>0.00000</c> and 17 digits.</summary>
    public const int MaxLength = 25;

    private const int MaxDigits = 17;
    private const double MaxExactInteger = 9007199254740992;

    /// <summary>Writes a finite <paramref name="value"/>; returns the text's length.</summary>
    public static int Format(double value, Span<byte> text)
    {
        int written;
        if (Math.Abs(value) <= MaxExactInteger && value == Math.Truncate(value))
        {
            ((long)value).TryFormat(text, out written, default, CultureInfo.InvariantCulture); // Minus zero becomes 0 here.
            return written;
        }

        written = 0;
        if (value < 0)
        {
            text[written++] = (byte)'-';
            value = -value;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        int count = ShortestDigits(value, digits, out int point);
        return written + LayOut(digits[..count], point, text[written..]);
    }

    /// <summary>The shortest digits d₁d₂… without zeros at either end, so that the value is 0.d₁d₂… × 10^<paramref name="point"/>.</summary>
    private static int ShortestDigits(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        if (IsPowerOfTwo(value) && double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture) != value)
        {
            // The gap below a power of two is half the gap above; .NET 10 overlooks that for 2^-25 and 2^-958 and prints a neighbour's digits. The tests hold all powers of two to Node.js.
            value.TryFormat(text, out length, "E16", CultureInfo.InvariantCulture);
        }

        text = text[..length];

        int exponent = 0;
        int mark = text.IndexOf((byte)'E');
        if (mark >= 0)
        {
            exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..mark];
        }

        int dot = text.IndexOf((byte)'.');
        point = exponent + (dot < 0 ? text.Length : dot);
        int count = 0;
        int zeros = 0; // Held back until a digit follows them.
        foreach (byte next in text)
        {
            if (next == '.')
            {
                continue;
            }

            if (next == '0')
            {
                _ = count == 0 ? point-- : zeros++;
                continue;
            }

            digits.Slice(count, zeros).Fill((byte)'0');
            count += zeros;
            zeros = 0;
            digits[count++] = next;
        }

        return count;
    }

    private static bool IsPowerOfTwo(double value) => (BitConverter.DoubleToUInt64Bits(value) & ((1UL << 52) - 1)) == 0;

    private static int LayOut(ReadOnlySpan<byte> digits, int point, Span<byte> text)
    {
        if (point is > 0 and <= 21)
        {
            if (digits.Length <= point)
            {
                digits.CopyTo(text);
                text[digits.Length..point].Fill((byte)'0');
                return point;
            }

            digits[..point].CopyTo(text);
            text[point] = (byte)'.';
            digits[point..].CopyTo(text[(point + 1)..]);
            return digits.Length + 1;
        }

        if (point is > -6 and <= 0)
        {
            "0."u8.CopyTo(text);
            text.Slice(2, -point).Fill((byte)'0');
            digits.CopyTo(text[(2 - point)..]);
            return 2 - point + digits.Length;
        }

        int written = 0;
        text[written++] = digits[0];
        if (digits.Length > 1)
        {
            text[written++] = (byte)'.';
            digits[1..].CopyTo(text[written..]);
            written += digits.Length - 1;
        }

        text[written++] = (byte)'e';
        int exponent = point - 1;
        text[written++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Math.Abs(exponent).TryFormat(text[written..], out int length, default, CultureInfo.InvariantCulture);
        return written + length;
    }
}
