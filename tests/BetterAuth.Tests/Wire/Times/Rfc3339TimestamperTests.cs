using System.Globalization;
using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Wire.Times;

public class Rfc3339TimestamperTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Frequency(
            (4, Gen.Long[0, DateTime.MaxValue.Ticks]),
            (1, Gen.Long[0, 9_999].Select(year => (year * 365) + (year / 4)).Select(days => Math.Min(days * TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks))),
            (1, Gen.Long[0, 20_000_000].Select(ticks => DateTime.MaxValue.Ticks - ticks)))
        .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private readonly Rfc3339Timestamper _timestamper = new();

    [Theory]
    [InlineData("2025-10-10T07:00:29Z", 0)]
    [InlineData("2025-10-10T07:00:29.4Z", 4_000_000)]
    [InlineData("2025-10-10T07:00:29.423Z", 4_230_000)]
    [InlineData("2025-10-10T07:00:29.423000Z", 4_230_000)]
    [InlineData("2025-10-10T07:00:29.423999Z", 4_239_990)]
    [InlineData("2025-10-10T07:00:29.4239999Z", 4_239_999)]
    [InlineData("2025-10-10T07:00:29.423000000Z", 4_230_000)]
    [InlineData("2025-10-10T07:00:29.423999999Z", 4_239_999)]
    public void E_27_Zero_to_nine_fraction_digits_are_accepted_and_cut_to_ticks(string text, int ticks)
    {
        Assert.True(TryParse(text, out DateTimeOffset time));
        Assert.Equal(new DateTimeOffset(2025, 10, 10, 7, 0, 29, TimeSpan.Zero).AddTicks(ticks), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    [InlineData("2024-02-29T00:00:00Z")]
    [InlineData("2000-02-29T00:00:00Z")]
    public void E_27_The_ends_of_the_calendar_are_times(string text) => Assert.True(TryParse(text, out _));

    [Theory]
    [InlineData("2025-10-10T07:00:29.423+00:00")]
    [InlineData("2025-10-10T07:00:29.423+02:00")]
    [InlineData("2025-10-10T07:00:29.423-00:00")]
    [InlineData("2025-10-10t07:00:29.423Z")]
    [InlineData("2025-10-10T07:00:29.423z")]
    [InlineData("2025-10-10 07:00:29.423Z")]
    [InlineData("2025-10-10T07:00:60Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("+2025-10-10T07:00:29Z")]
    [InlineData("-025-10-10T07:00:29Z")]
    [InlineData("2025-13-10T07:00:29Z")]
    [InlineData("2025-00-10T07:00:29Z")]
    [InlineData("2025-10-00T07:00:29Z")]
    [InlineData("2025-10-32T07:00:29Z")]
    [InlineData("2025-02-29T07:00:29Z")]
    [InlineData("1900-02-29T07:00:29Z")]
    [InlineData("2025-10-10T24:00:00Z")]
    [InlineData("2025-10-10T07:60:00Z")]
    [InlineData("2025-10-10T07:00:29.Z")]
    [InlineData("2025-10-10T07:00:29,423Z")]
    [InlineData("2025-10-10T07:00:29.4234567890Z")]
    [InlineData("2025-10-10T07:00:29.123456789012Z")]
    [InlineData("2025-10-10T07:00Z")]
    [InlineData("2025-10-10T7:00:29Z")]
    [InlineData("20251010T070029Z")]
    [InlineData("2025-W41-5T07:00:29Z")]
    [InlineData("2025-10-10T07:00:29")]
    [InlineData("2025-10-10T07:00:29.423")]
    [InlineData("2025-10-10T07:00:29.423ZZ")]
    [InlineData(" 2025-10-10T07:00:29.423Z")]
    [InlineData("2025-10-10T07:00:29.423Z ")]
    [InlineData("２０２５-10-10T07:00:29Z")]
    public void E_27_Everything_else_is_refused(string text) => Assert.False(TryParse(text, out _), text);

    [Theory]
    [InlineData("never")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1760079629")]
    [InlineData("1760079629423")]
    [InlineData("NaN")]
    [InlineData("Z")]
    [InlineData("Fri, 10 Oct 2025 07:00:29 GMT")]
    public void E_28_What_is_no_time_at_all_is_refused(string text) => Assert.False(TryParse(text, out _));

    [Fact]
    public void Three_digits_are_written_truncated_in_UTC()
    {
        byte[] text = new byte[_timestamper.TextLength];
        _timestamper.Format(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(9_999_999), text);
        Assert.Equal("2025-01-02T01:04:05.999Z", Encoding.UTF8.GetString(text));
        Assert.Throws<ArgumentOutOfRangeException>(() => _timestamper.Format(default, new byte[23]));
    }

    [Fact]
    public void What_is_written_reads_as_the_same_millisecond_and_never_later() =>
        Instants.Sample(
            time =>
            {
                byte[] text = new byte[_timestamper.TextLength];
                _timestamper.Format(time, text);
                Assert.Equal(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Encoding.UTF8.GetString(text));
                Assert.True(_timestamper.TryParse(text, out DateTimeOffset again));
                Assert.InRange(time - again, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - 1));
            },
            iter: TestBudget.Iterations(5_000, 200_000));

    [Fact]
    public void What_is_accepted_the_platform_reads_as_the_same_instant()
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", .. Enumerable.Range(1, 7).Select(digits => $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}'Z'")];
        Gen.Select(Instants, Gen.OneOf(forms.Select(form => Gen.Const(form)).ToArray()), Gen.Int[0, 40], Gen.Char['-', 'Z']).Sample(
            (time, form, place, other) =>
            {
                char[] characters = time.ToString(form, CultureInfo.InvariantCulture).ToCharArray();
                if (place < characters.Length)
                {
                    characters[place] = other;
                }

                string text = new(characters);
                bool expected = DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset platform);
                Assert.Equal(expected, TryParse(text, out DateTimeOffset ours));
                Assert.Equal(expected ? platform : default, ours);
            },
            iter: TestBudget.Iterations(5_000, 200_000));
    }

    private bool TryParse(string text, out DateTimeOffset time) => _timestamper.TryParse(Encoding.UTF8.GetBytes(text), out time);
}
