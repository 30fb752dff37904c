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

    public static IEnumerable<Contestant> All(AccessScenario access)
    {
        yield return new(Platform + "access.cached", Platform + "access.cached", access.Cached(VerifierBy(P256Engines.Platform)));
        yield return new(Platform + "access.tables", Platform + "access.tables", access.KnownKey(VerifierBy(P256Engines.Platform)));
        yield return new(Platform + "access.cold", Platform + "access.cold", access.Cold(new P256Verifier(new PlatformP256Engine(new PlatformKeyCache(1)))));
        foreach ((string prefix, IP256Strategy strategy) in Strategies.All())
        {
            IVerifier Keeping(long tableBytes) => new P256Verifier(new TableP256Engine(prefix, strategy, new KeyTableCache(tableBytes)));
            foreach (Contestant contestant in By(prefix, access, () => Keeping(TableP256Engine.DefaultTableBytes), () => Keeping(TableShape.Small.Bytes)))
            {
                yield return contestant;
            }

            // Too little room for a larger table.
            yield return new(prefix + "access.cached.4k", Platform + "access.cached", access.Cached(Keeping(TableShape.Medium.Bytes - 1)));
        }
    }

    /// <summary>A verifier that keeps what it computed from clients' keys.</summary>
    public static P256Verifier VerifierBy(string strategy) => new(P256Engines.Choose(strategy).Engine);
}
