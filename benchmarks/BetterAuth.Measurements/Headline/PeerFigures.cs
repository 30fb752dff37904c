using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Peers;

namespace BetterAuth.Measurements.Headline;

/// <summary>What a user could pick instead and publish with NativeAOT.</summary>
internal static class PeerFigures
{
    public static IEnumerable<Contestant> All()
    {
        ProofCredentials credentials = new();
        yield return new("jwt.default", "platform.access.cold", new HandlerPeer(credentials, keepsKeys: false).Verify);
        yield return new("jwt.cached", "platform.access.tables", new HandlerPeer(credentials, keepsKeys: true).Verify);
    }
}
