using BetterAuth.Measurements.Timing;

namespace BetterAuth.Measurements.Tests;

/// <summary>The arithmetic of the timing report; what it measures is no matter for a test.</summary>
public sealed class TimingTests
{
    [Fact]
    public void M_07_t_is_that_of_a_known_pair_of_samples()
    {
        WelchTest test = new();
        Array.ForEach<double>([27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4], value => test.Add(0, value));
        Array.ForEach<double>([27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.4], value => test.Add(1, value));

        Assert.Equal(-2.852955, test.Value, 0.000001);
    }

    [Fact]
    public void Every_comparison_finds_what_differs()
    {
        using StringWriter output = new();

        TimingReport.Run(200, output);

        Assert.Equal(Comparisons.All().Count(), output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(Comparisons.All(), comparison => Assert.False(comparison.Take(0)() | comparison.Take(1)()));
    }
}
