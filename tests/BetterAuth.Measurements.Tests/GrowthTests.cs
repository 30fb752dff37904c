using System.Xml.Linq;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Growth;
using BetterAuth.Measurements.Headline;
using BetterAuth.Measurements.Report;

namespace BetterAuth.Measurements.Tests;

public class GrowthTests
{
    [Fact]
    public void A_reservation_has_a_mean_a_slowest_call_and_a_size()
    {
        GrowthPoint point = NonceGrowth.Measure(1_000);

        Assert.True(point.Nanoseconds > 0 && point.Largest >= point.Nanoseconds && point.Bytes > 0);
        Assert.Matches(@"^reserve 1000 \d+ ns/call \d+ ns-largest-call \d+ bytes/entry$", point.ToString());
    }

    [Fact]
    public void Tokens_are_found_among_many() => Assert.Matches(@"^find-token 1000 \d+ ns/call - ns-largest-call - bytes/entry$", TokenGrowth.Measure(1_000).ToString());

    [Fact]
    public void Each_client_keeps_its_small_table() =>
        Assert.Matches(@"^verify\.4k 50 \d+ ns/call - ns-largest-call 4096 bytes/entry$", KeyGrowth.Measure(Strategies.InUse, 50).ToString());

    [Fact]
    public void Threads_are_counted_together()
    {
        int calls = 0;
        IReadOnlyList<(string Name, int Threads, double PerSecond)> rates = ThreadGrowth.Measure([new("a", "a", () => Interlocked.Increment(ref calls))], 2, TimeSpan.FromMilliseconds(1));

        Assert.Equal([("a", 1), ("a", 2)], rates.Select(rate => (rate.Name, rate.Threads)));
        Assert.True(calls > 0);
    }

    [Fact]
    public async Task A_report_has_figures_and_charts()
    {
        IReadOnlyList<(string File, string Text)> files = await GrowthReport.RunAsync(1_000, TimeSpan.FromMilliseconds(1));

        Assert.Equal(["growth.txt", "live-nonces.svg", "threads.svg"], files.Select(file => file.File).Order());
        Assert.All(files.Where(file => file.File.EndsWith(".svg", StringComparison.Ordinal)), file => XElement.Parse(file.Text));
    }
}
