using System.Xml.Linq;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Report;

namespace BetterAuth.Measurements.Tests;

public class ChartTests
{
    private static readonly string[] Names = ["access.cached", "platform.access.cached", "access.cold", "platform.access.cold", "access.tables", "jwt.cached", "jwt.default", "verify.4k"];
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        XElement svg = XElement.Parse(SvgChart.Bars("a < b", "c", "µs", [new("one", 10, SvgChart.Kind.Ours), new("two", 40, SvgChart.Kind.Other)]));
        double[] widths = [.. svg.Elements(Svg + "rect").Select(bar => (double)bar.Attribute("width")!)];

        Assert.Equal(2, widths.Length);
        Assert.Equal(widths[1], 4 * widths[0], 0.3);
        Assert.Contains(svg.Elements(Svg + "text"), text => text.Value == "a < b");
        Assert.Contains("prefers-color-scheme:dark", svg.Element(Svg + "style")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_power_of_ten_is_the_same_way_everywhere()
    {
        XElement svg = XElement.Parse(SvgChart.Lines("t", "s", x => $"{x}", y => $"{y}", [new("l", [(1_000, 100), (10_000, 1_000), (100_000, 10_000)])]));
        double[] x = [.. svg.Elements(Svg + "circle").Select(point => (double)point.Attribute("cx")!)];
        double[] y = [.. svg.Elements(Svg + "circle").Select(point => (double)point.Attribute("cy")!)];

        Assert.Equal(x[2] - x[1], x[1] - x[0], 0.3);
        Assert.Equal(y[2] - y[1], y[1] - y[0], 0.3);
        Assert.True(x[0] < x[1] && y[0] > y[1]);
    }

    [Fact]
    public void Each_chart_of_the_headline_shows_the_implementations_it_compares()
    {
        Figure[] figures = [.. Names.Select(name => new Figure(name, 10, Figure.Microseconds, 1, name))];
        Dictionary<string, XElement> charts = AccessCharts.Of(figures).ToDictionary(chart => chart.File, chart => XElement.Parse(chart.Svg));

        Assert.Equal(4, charts["access-cached.svg"].Elements(Svg + "rect").Count());
        Assert.Equal(3, charts["access-cold.svg"].Elements(Svg + "rect").Count());
    }

    [Fact]
    public void The_machine_is_described_without_its_paths()
    {
        string text = Machine.Describe("headline");

        Assert.Contains("| Processor |", text, StringComparison.Ordinal);
        Assert.Contains(Environment.Version.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory, text, StringComparison.Ordinal);
    }
}
