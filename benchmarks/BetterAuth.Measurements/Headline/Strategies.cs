using BetterAuth.Cryptography.P256;

namespace BetterAuth.Measurements.Headline;

/// <summary>The strategies that verify by tables on this processor, the one in use first.</summary>
internal static class Strategies
{
    /// <summary>The one in use; the fastest, when the platform is in use.</summary>
    public static string InUse => P256Engines.Supported.Contains(P256Engines.Default.Name) ? P256Engines.Default.Name : P256Engines.Supported.First();

    /// <summary>Each with the prefix of its figures: none for the one in use.</summary>
    public static IEnumerable<(string Prefix, IP256Strategy Strategy)> All() =>
        P256Engines.Supported.OrderByDescending(name => name == InUse).Select(name => (name == InUse ? "" : name + ".", P256Engines.StrategyOf(name)));
}
