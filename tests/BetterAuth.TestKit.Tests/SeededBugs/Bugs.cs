using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Every seeded bug: what is wrong, and the seams that make it so.</summary>
internal static partial class Bugs
{
    public static IReadOnlyList<(string Name, Func<Seams> Seams)> All => [.. Rules, .. Servers, .. Verifiers, .. Keys, .. StoreBugs, .. ClientBugs];
}
