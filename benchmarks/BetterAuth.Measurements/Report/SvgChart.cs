using System.Globalization;
using System.Net;
using System.Text;

namespace BetterAuth.Measurements.Report;

/// <summary>A small chart as SVG: bars, or lines over logarithmic axes. Readable on light and on dark pages: the background is the page's, and colours follow the reader's preference.</summary>
internal sealed class SvgChart
{
    private const int Width = 760, Left = 245, Right = 120, Top = 62, BarHeight = 24, LineHeight = 300;

    private const string Style = """
        text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-size:16px;font-weight:600}.small{font-size:11.5px;fill:#59636e}.grid{stroke:#d1d9e0}.end{text-anchor:end}.middle{text-anchor:middle}
        .c0{fill:#2a78d6}.c1{fill:#8c959f}.c2{fill:#c05621}.l0{stroke:#2a78d6}.l1{stroke:#8c959f}.l2{stroke:#c05621}.l0,.l1,.l2{fill:none;stroke-width:2}
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}.small{fill:#9198a1}.grid{stroke:#3d444d}.c0{fill:#4c9aff}.c1{fill:#6e7681}.c2{fill:#e8833a}.l0{stroke:#4c9aff}.l1{stroke:#6e7681}.l2{stroke:#e8833a}}
        """;

    private readonly StringBuilder _body = new();

    private SvgChart()
    {
    }

    /// <summary>One bar per row, as long as its value; rows of one kind have one colour.</summary>
    public static string Bars(string title, string subtitle, string unit, IReadOnlyList<Bar> bars)
    {
        SvgChart chart = new();
        chart.Head(title, subtitle);
        double scale = (Width - Left - Right) / bars.Max(bar => bar.Value);
        for (int i = 0; i < bars.Count; i++)
        {
            double y = Top + (i * (BarHeight + 6));
            chart.Text(Left - 8, y + 17, bars[i].Label, "end");
            chart.Add($"<rect class=\"c{(int)bars[i].Kind}\" x=\"{Left}\" y=\"{y}\" width=\"{Math.Max(1, bars[i].Value * scale):0.#}\" height=\"{BarHeight}\" rx=\"2\"/>");
            chart.Text(Left + (bars[i].Value * scale) + 7, y + 17, $"{Number(bars[i].Value)} {unit}");
        }

        return chart.Finish(Top + (bars.Count * (BarHeight + 6)) + 10);
    }

    /// <summary>Lines through points; both axes are logarithmic, with a mark at each power of ten.</summary>
    public static string Lines(string title, string subtitle, Func<double, string> xLabel, Func<double, string> yLabel, IReadOnlyList<Line> lines)
    {
        SvgChart chart = new();
        chart.Head(title, subtitle);
        (double, double)[] points = [.. lines.SelectMany(line => line.Points)];
        Axis x = new(points.Min(point => point.Item1), points.Max(point => point.Item1), 70, Width - Right);
        Axis y = new(points.Min(point => point.Item2), points.Max(point => point.Item2), Top + LineHeight, Top);
        foreach (double mark in y.Marks)
        {
            chart.Add($"<line class=\"grid\" x1=\"70\" x2=\"{Width - Right}\" y1=\"{y.Of(mark):0.#}\" y2=\"{y.Of(mark):0.#}\"/>");
            chart.Text(62, y.Of(mark) + 4, yLabel(mark), "small end");
        }

        foreach (double mark in x.Marks)
        {
            chart.Text(x.Of(mark), Top + LineHeight + 20, xLabel(mark), "small middle");
        }

        for (int i = 0; i < lines.Count; i++)
        {
            string way = string.Join(' ', lines[i].Points.Select(point => Invariant($"{x.Of(point.X):0.#},{y.Of(point.Y):0.#}")));
            chart.Add($"<polyline class=\"l{i}\" points=\"{way}\"/>");
            foreach ((double px, double py) in lines[i].Points)
            {
                chart.Add($"<circle class=\"c{i}\" cx=\"{x.Of(px):0.#}\" cy=\"{y.Of(py):0.#}\" r=\"3.5\"/>");
            }

            chart.Text(x.Of(lines[i].Points[^1].X) + 9, y.Of(lines[i].Points[^1].Y) + 4, lines[i].Label);
        }

        return chart.Finish(Top + LineHeight + 34);
    }

    private void Head(string title, string subtitle)
    {
        Text(12, 24, title, "title");
        Text(12, 44, subtitle, "small");
    }

    private void Text(double x, double y, string text, string kind = "") =>
        Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"{(kind.Length == 0 ? "" : $" class=\"{kind}\"")}>{WebUtility.HtmlEncode(text)}</text>");

    private void Add(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private string Finish(double height) =>
        Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height:0}\" width=\"{Width}\" height=\"{height:0}\" role=\"img\">\n<style>{Style}</style>\n{_body}</svg>\n");

    private static string Number(double value) => value.ToString(value >= 1000 ? "#,0" : value >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Which colour a bar has.</summary>
    internal enum Kind
    {
        Ours = 0,
        Platform = 1,
        Other = 2,
    }

    /// <summary>A row.</summary>
    internal sealed record Bar(string Label, double Value, Kind Kind);

    /// <summary>A line and its points from left to right.</summary>
    internal sealed record Line(string Label, IReadOnlyList<(double X, double Y)> Points);

    /// <summary>A logarithmic axis from one coordinate to another, widened to whole powers of ten at its lower end.</summary>
    private sealed class Axis(double least, double most, double from, double to)
    {
        private readonly double _low = Math.Floor(Math.Log10(least) + 1e-9);
        private readonly double _high = Math.Max(Math.Log10(most), Math.Floor(Math.Log10(least)) + 1);

        public IEnumerable<double> Marks => Enumerable.Range((int)_low, (int)(Math.Floor(_high + 1e-9) - _low) + 1).Select(exponent => Math.Pow(10, exponent));

        public double Of(double value) => from + ((Math.Log10(value) - _low) / (_high - _low) * (to - from));
    }
}
