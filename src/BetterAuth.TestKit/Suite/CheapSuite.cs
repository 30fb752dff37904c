using BetterAuth.Cryptography;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Suite;

/// <summary>
/// A suite whose texts look like the real one's, whose bytes follow from the seed, and whose signatures cost one hash: a keyed hash under the public key.
/// Whoever knows a public key could sign, so it protects nobody; the simulated attacker plays by the rule that he cannot.
/// </summary>
internal static class CheapSuite
{
    public static CryptographicSuite Create(Dice entropy) => CryptographicSuite.Default with
    {
        Noncer = new SeededNoncer(entropy),
        Verifier = new CheapVerifier(),
        Keys = new CheapKeyFactory(entropy),
    };
}
