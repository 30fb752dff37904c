using BetterAuth.Cryptography.P256;
using BetterAuth.Measurements.Figures;

namespace BetterAuth.Measurements.Headline;

/// <summary>How many times faster than what else there is a strategy is meant to be. The value of such a line is what it is, the ratio that to the goal: 1 and more is reached.</summary>
internal static class Goals
{
    private static readonly (string Strategy, string Figure, string Other, double Goal)[] All =
    [
        ("avx512", "access.cached", "platform.access.cached", 8),
        ("avx512", "access.cached.4k", "platform.access.cached", 6),
        ("avx512", "access.cached", "jwt.cached", 15),
        ("avx512", "access.cached", "jwt.default", 25),
        ("avx512", "access.tables", "platform.access.tables", 7),
        ("avx512", "access.cold", "platform.access.cold", 2),
        ("avx2", "access.cached", "platform.access.cached", 5),
        ("scalar", "access.cached", "platform.access.cached", 2),
    ];

    /// <summary>A line for each goal of the strategies that run here.</summary>
    public static IEnumerable<Figure> Of(IReadOnlyDictionary<string, double> times)
    {
        foreach ((string strategy, string figure, string other, double goal) in All.Where(goal => P256Engines.Supported.Contains(goal.Strategy)))
        {
            string name = (strategy == Strategies.InUse ? "" : strategy + ".") + figure;
            double value = times[other] / times[name];
            yield return new($"{name}/{other}", value, Figure.Times, value / goal, $"goal.{goal:0}");
        }
    }
}
