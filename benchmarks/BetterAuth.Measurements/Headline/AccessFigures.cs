using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Measurements.Headline;

/// <summary>
/// A whole access request, from its bytes to the reserved nonce: with its token remembered (<c>cached</c>), with the keys prepared (<c>tables</c>), and of a client never met (<c>cold</c>).
/// </summary>
internal static class AccessFigures
{
    private const string Platform = P256Engines.Platform + ".";
    private const string Cached = "access.cached", Tables = "access.tables", Cold = "access.cold";

    public static IEnumerable<Contestant> All(AccessScenario access)
    {
        yield return new(Platform + Cached, Platform + Cached, access.Cached(new P256Verifier(new PlatformP256Engine())));
        yield return new(Platform + Tables, Platform + Tables, access.KnownKey(new P256Verifier(new PlatformP256Engine())));
        yield return new(Platform + Cold, Platform + Cold, access.Cold(new P256Verifier(new PlatformP256Engine(new PlatformKeyCache(1)))));
        foreach ((string prefix, IP256Strategy strategy) in Strategies.All())
        {
            // With too little room for a larger table a busy key keeps its small one.
            TableP256Engine Keeping(long bytes) => new(prefix, strategy, new KeyTableCache(bytes));
            yield return new(prefix + Cached, Platform + Cached, Busy(Keeping(TableP256Engine.DefaultTableBytes), access.Cached));
            yield return new(prefix + Cached + ".4k", Platform + Cached, access.Cached(new P256Verifier(Keeping(TableShape.Medium.Bytes - 1))));
            yield return new(prefix + Tables, Platform + Tables, Busy(Keeping(TableP256Engine.DefaultTableBytes), access.KnownKey));
            yield return new(prefix + Cold, Platform + Cold, access.Cold(new P256Verifier(Keeping(TableShape.Small.Bytes))));
        }
    }

    /// <summary>Verifies until the client's key has its larger table, which is built beside the requests.</summary>
    public static Action Busy(IP256Engine engine, Func<IVerifier, Action> scenario)
    {
        Action run = scenario(new P256Verifier(engine));
        for (int i = 0; engine.TableBytes < TableShape.Medium.Bytes; i++)
        {
            run();
            if (i > 1_000_000)
            {
                throw new InvalidOperationException("A busy key has not got its larger table.");
            }
        }

        return run;
    }
}
