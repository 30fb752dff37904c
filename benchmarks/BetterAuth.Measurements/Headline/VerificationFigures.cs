using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Measurements.Headline;

/// <summary>One signature over a hash that is known: by a key that is prepared, and (<c>cold</c>) by one that is not.</summary>
internal static class VerificationFigures
{
    private const string Platform = "platform.verify", PlatformCold = "platform.verify.cold";

    public static IEnumerable<Contestant> All()
    {
        SignatureScenario signatures = new();
        yield return new(Platform, Platform, signatures.ByPlatform());
        yield return new(PlatformCold, PlatformCold, signatures.ByPlatformCold());
        foreach ((string prefix, IP256Strategy strategy) in Strategies.All())
        {
            yield return new(prefix + "verify.4k", Platform, signatures.ByTable(strategy, TableShape.Small));
            yield return new(prefix + "verify.32k", Platform, signatures.ByTable(strategy, TableShape.Medium));
            yield return new(prefix + "verify.320k", Platform, signatures.ByTable(strategy, TableShape.Large));
            yield return new(prefix + "verify.cold", PlatformCold, signatures.Cold(strategy));
        }
    }
}
