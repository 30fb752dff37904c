using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;

namespace BetterAuth.Measurements.Tests;

public class HeadlineTests
{
    [Fact]
    public async Task The_headline_has_every_figure_that_is_promised_once()
    {
        IReadOnlyList<Figure> figures = await HeadlineRunner.RunAsync(TimeSpan.FromMilliseconds(50));
        string[] promised = ["verify.4k", "verify.32k", "platform.verify", "platform.access.tables", "platform.access.cold", "jwt.default", "jwt.cached"];

        Assert.Empty(promised.Except(figures.Select(figure => figure.Name)));
        Assert.Distinct(figures.Select(figure => figure.Name));
    }

    [Fact]
    public async Task A_line_is_a_name_a_value_a_unit_a_ratio_and_a_baseline()
    {
        IReadOnlyList<Figure> figures = await HeadlineRunner.RunAsync(TimeSpan.FromMilliseconds(50));

        Assert.All(figures, figure => Assert.Matches("""^[a-z0-9.:]+ [0-9]+(\.[0-9]{2})? (us|bytes|times) [0-9]+\.[0-9]{2} [a-z0-9.:]+$""", figure.ToString()));
        Assert.All(figures, figure => Assert.Contains(figures, other => other.Name == figure.Baseline));
    }

    [Fact]
    public void A_ratio_says_how_many_times_faster_than_the_baseline() => Assert.Equal("a 2.50 us 4.00 b", new Figure("a", 2.5, Figure.Microseconds, 10 / 2.5, "b").ToString());
}
