using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;

namespace BetterAuth.Measurements.Report;

/// <summary>The charts of the headline: what a whole access request costs.</summary>
internal static class AccessCharts
{
    private const string Unit = "µs";

    /// <summary>File names and SVG texts.</summary>
    public static IEnumerable<(string File, string Svg)> Of(IReadOnlyList<Figure> figures)
    {
        (string File, string Title, string Figure, string[] Peers)[] charts =
        [
            ("access-cached.svg", "Verifying an access request of a session that is known", "access.cached", ["jwt.cached", "jose.cached", "jwt.default", "jose.default"]),
            ("access-tables.svg", "Verifying an access request whose keys are known, its token not", "access.tables", ["jwt.cached", "jose.cached"]),
            ("access-cold.svg", "Verifying an access request of a client never met", "access.cold", ["jwt.default", "jose.default"]),
        ];
        foreach ((string file, string title, string figure, string[] peers) in charts)
        {
            IEnumerable<Figure> shown = figures.Where(each => each.Unit == Figure.Microseconds && (each.Name.Contains(figure, StringComparison.Ordinal) || peers.Contains(each.Name)));
            SvgChart.Bar[] bars = [.. shown.OrderBy(each => each.Value).Select(BarOf)];
            yield return (file, SvgChart.Bars(title, "Microseconds on one core, less is better; medians of one run.", Unit, bars));
        }
    }

    private static SvgChart.Bar BarOf(Figure figure) => figure.Name switch
    {
        "jwt.default" => new("JsonWebTokenHandler", figure.Value, SvgChart.Kind.Other),
        "jwt.cached" => new("JsonWebTokenHandler, keys kept", figure.Value, SvgChart.Kind.Other),
        "jose.default" => new("jose-jwt", figure.Value, SvgChart.Kind.Other),
        "jose.cached" => new("jose-jwt, keys kept", figure.Value, SvgChart.Kind.Other),
        _ when figure.Name.StartsWith("platform.", StringComparison.Ordinal) => new("BetterAuth, platform's ECDSA", figure.Value, SvgChart.Kind.Platform),
        _ => new($"BetterAuth, {StrategyOf(figure.Name)}{(figure.Name.EndsWith(".4k", StringComparison.Ordinal) ? ", 4 KB a key" : "")}", figure.Value, SvgChart.Kind.Ours),
    };

    private static string StrategyOf(string name) => name.StartsWith("access", StringComparison.Ordinal) ? Strategies.InUse : name[..name.IndexOf('.', StringComparison.Ordinal)];
}
