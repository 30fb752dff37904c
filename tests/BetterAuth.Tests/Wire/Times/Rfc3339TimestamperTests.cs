using System.Text;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Wire.Times;

public class Rfc3339TimestamperTests
{
    private readonly Rfc3339Timestamper _timestamper = new();

    [Theory]
    [InlineData("2025-10-10T07:00:29Z", 0)]
    [InlineData("2025-10-10T07:00:29.4Z", 4_000_000)]
    [InlineData("2025-10-10T07:00:29.423Z", 4_230_000)]
    [InlineData("2025-10-10T07:00:29.423999Z", 4_239_990)]
    [InlineData("2025-10-10T07:00:29.4239999Z", 4_239_999)]
    [InlineData("2025-10-10T07:00:29.423999999Z", 4_239_999)]
    public void E_27_Zero_to_nine_fraction_digits_are_accepted_and_cut_to_ticks(string text, int ticks)
    {
        Assert.True(_timestamper.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset time));
        Assert.Equal(new DateTimeOffset(2025, 10, 10, 7, 0, 29, TimeSpan.Zero).AddTicks(ticks), time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Fact]
    public void Formats_three_digits_truncated_in_utc()
    {
        byte[] text = new byte[_timestamper.TextLength];
        _timestamper.Format(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(9_999_999), text);
        Assert.Equal("2025-01-02T01:04:05.999Z", Encoding.UTF8.GetString(text));
    }
}
