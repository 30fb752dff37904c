using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;

namespace BetterAuth.Measurements.Tests;

public class HeadlineTests
{
    // Once for all: preparing takes longer than measuring.
    private static readonly Task<IReadOnlyList<Figure>> Figures = HeadlineRunner.RunAsync(TimeSpan.FromMilliseconds(50));

    [Fact]
    public async Task The_headline_has_every_figure_that_is_promised_once()
    {
        IReadOnlyList<Figure> figures = await Figures;
        string[] promised = [
            "access.cached", "access.cached.4k", "access.tables", "access.cold", "platform.access.cached", "platform.access.tables", "platform.access.cold",
            "verify.4k", "verify.32k", "platform.verify", "jwt.default", "jwt.cached", "alloc.access.cached",
        ];

        Assert.Empty(promised.Except(figures.Select(figure => figure.Name)));
        Assert.Distinct(figures.Select(figure => figure.Name));
    }

    [Fact]
    public async Task A_line_is_a_name_a_value_a_unit_a_ratio_and_a_baseline()
    {
        IReadOnlyList<Figure> figures = await Figures;

        Assert.All(figures, figure => Assert.Matches("""^[a-z0-9./]+ [0-9]+(\.[0-9]{2})? (us|bytes|times) [0-9]+\.[0-9]{2} [a-z0-9.]+$""", figure.ToString()));
        Assert.All(figures.Where(figure => figure.Unit != Figure.Times), figure => Assert.Contains(figures, other => other.Name == figure.Baseline));
    }

    [Fact]
    public async Task A_request_that_is_verified_by_tables_allocates_nothing()
    {
        IReadOnlyList<Figure> figures = await Figures;

        Assert.Equal(0, figures.Single(figure => figure.Name == "alloc.access.cached").Value);
    }

    [Fact]
    public void A_ratio_says_how_many_times_faster_than_the_baseline() => Assert.Equal("a 2.50 us 4.00 b", new Figure("a", 2.5, Figure.Microseconds, 10 / 2.5, "b").ToString());
}
