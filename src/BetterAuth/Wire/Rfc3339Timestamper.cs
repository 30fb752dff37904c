namespace BetterAuth.Wire;

/// <summary>Times as <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>; accepts 0 to 9 fraction digits and <c>Z</c>, nothing else (RFC 3339 section 5.6, UTC only).</summary>
/// <remarks>
/// Years 0001 to 9999. A leap second (<c>:60</c>) is refused: the clock cannot say it, and a time that is rounded to another one would not be what was signed. Nothing allocates.
/// </remarks>
public sealed class Rfc3339Timestamper : ITimestamper
{
    private const int SecondsLength = 19; // yyyy-MM-ddTHH:mm:ss
    private const int MaxFractionDigits = 9;
    private const int TickDigits = 7; // a tick is 100 ns

    /// <inheritdoc/>
    public int TextLength => SecondsLength + 5;

    /// <inheritdoc/>
    public int MaxTextLength => SecondsLength + 1 + MaxFractionDigits + 1;

    /// <inheritdoc/>
    public bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length <= SecondsLength || text.Length > MaxTextLength || text[^1] != 'Z'
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        // A digit that is none makes its number negative, and so the ranges refuse it.
        int year = Number(text[..4]), month = Number(text[5..7]), day = Number(text[8..10]);
        int hour = Number(text[11..13]), minute = Number(text[14..16]), second = Number(text[17..19]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        if (!TryFraction(text[SecondsLength..^1], out int ticks))
        {
            return false;
        }

        time = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks);
        return true;
    }

    /// <inheritdoc/>
    public void Format(DateTimeOffset time, Span<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(text.Length, TextLength);
        DateTime utc = time.UtcDateTime;
        Put(text[..4], utc.Year);
        text[4] = (byte)'-';
        Put(text[5..7], utc.Month);
        text[7] = (byte)'-';
        Put(text[8..10], utc.Day);
        text[10] = (byte)'T';
        Put(text[11..13], utc.Hour);
        text[13] = (byte)':';
        Put(text[14..16], utc.Minute);
        text[16] = (byte)':';
        Put(text[17..19], utc.Second);
        text[19] = (byte)'.';
        Put(text[20..23], utc.Millisecond);
        text[23] = (byte)'Z';
    }

    /// <summary>Reads nothing, or a dot and 1 to 9 digits; what is finer than a tick is cut, never rounded.</summary>
    private static bool TryFraction(ReadOnlySpan<byte> fraction, out int ticks)
    {
        ticks = 0;
        if (fraction.IsEmpty)
        {
            return true;
        }

        ReadOnlySpan<byte> digits = fraction[1..];
        if (fraction[0] != '.' || digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        for (int i = 0; i < TickDigits; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return -1;
        }

        int number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static void Put(Span<byte> digits, int number)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (number % 10));
            number /= 10;
        }
    }
}
