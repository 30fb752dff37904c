using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Peers;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Measurements.Headline;

/// <summary>The figures that this library stands for, beside what they are compared with, in one run.</summary>
internal static class HeadlineRunner
{
    // Clients in turn, so that a bounded cache of a few keys has never seen the one that comes.
    private const int Clients = 64;

    /// <summary>Measures for <paramref name="budget"/>.</summary>
    /// <param name="budget">How long the times are taken, warm-up included.</param>
    /// <param name="more">What else takes part.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(TimeSpan budget, params IEnumerable<Contestant> more)
    {
        AccessScenario access = await AccessScenario.CreateAsync(Clients);
        List<Contestant> contestants = [.. Verifications(new SignatureScenario()), .. Requests(access), .. Peers(), .. more];
        IReadOnlyDictionary<string, double> times = Rounds.Measure(contestants, budget);
        return [.. contestants.Select(contestant => new Figure(contestant.Name, times[contestant.Name], Figure.Microseconds, times[contestant.Baseline] / times[contestant.Name], contestant.Baseline))];
    }

    /// <summary>One signature over a hash that is known, by a key that is prepared; and by one that is not.</summary>
    private static IEnumerable<Contestant> Verifications(SignatureScenario signatures)
    {
        const string Platform = "platform.verify", PlatformCold = "platform.verify.cold";
        yield return new(Platform, Platform, signatures.ByPlatform());
        yield return new(PlatformCold, PlatformCold, signatures.ByPlatformCold());
        foreach (string name in P256Engines.Supported)
        {
            string prefix = name == P256Engines.Supported.First() ? "" : name + ".";
            IP256Strategy strategy = P256Engines.StrategyOf(name);
            yield return new(prefix + "verify.4k", Platform, signatures.ByTable(strategy, TableShape.Small));
            yield return new(prefix + "verify.32k", Platform, signatures.ByTable(strategy, TableShape.Medium));
            yield return new(prefix + "verify.256k", Platform, signatures.ByTable(strategy, TableShape.Large));
            yield return new(prefix + "verify.cold", PlatformCold, signatures.Cold(strategy));
        }
    }

    /// <summary>A whole access request.</summary>
    private static IEnumerable<Contestant> Requests(AccessScenario access)
    {
        const string Tables = "platform.access.tables", Cold = "platform.access.cold";
        yield return new(Tables, Tables, access.OneClient(new P256Verifier(new PlatformP256Engine())));
        yield return new(Cold, Cold, access.ManyClients(new P256Verifier(new PlatformP256Engine(new PlatformKeyCache(1)))));
    }

    private static IEnumerable<Contestant> Peers()
    {
        ProofCredentials credentials = new();
        yield return new("jwt.default", "jwt.default", new HandlerPeer(credentials, keepsKeys: false).Verify);
        yield return new("jwt.cached", "jwt.default", new HandlerPeer(credentials, keepsKeys: true).Verify);
    }
}
