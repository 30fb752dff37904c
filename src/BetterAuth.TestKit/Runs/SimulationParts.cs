using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Runs;

/// <summary>What all seeds of a simulation share.</summary>
internal sealed record SimulationParts(Stores Stores, Seams Seams, int P256Every = 0)
{
    public World NewWorld(long seed, bool recording) => new(seed, Seams.Settings(WorldSettings.Draw(seed, P256Every)), Seams, Stores, recording);
}
