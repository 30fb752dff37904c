using BetterAuth.TestKit.Runs;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>A simulation that finds nothing shows nothing until it is shown to find something.</summary>
public sealed class SeededBugTests
{
    private const int StepsEach = 1000;
    private const int Budget = 100_000;
    private static readonly int ControlSteps = Environment.GetEnvironmentVariable("BETTERAUTH_TEST_BUDGET") == "full" ? 2000 : 1;

    public static TheoryData<string> Names { get; } = [.. Bugs.All.Select(bug => bug.Name)];

    [Theory, MemberData(nameof(Names))]
    public void A_seeded_bug_is_found_within_a_hundred_thousand_steps(string name) => Assert.NotNull(Find(Bugs.All.Single(bug => bug.Name == name).Seams));

    [Theory, MemberData(nameof(Names))]
    public void Without_the_bug_its_world_is_sound(string name)
    {
        // The two bugs that lie in the deployment's settings alone.
        if (name.Contains("forged acks", StringComparison.Ordinal) || name.Contains("redirection", StringComparison.Ordinal))
        {
            return;
        }

        Assert.Null(Find(() => new SettingsOf(Bugs.All.Single(bug => bug.Name == name).Seams()), budget: ControlSteps));
    }

    [Fact]
    public void There_are_at_least_forty_of_them() => Assert.True(Bugs.All.Select(bug => bug.Name).Distinct().Count() >= 40);

    /// <summary>Runs seeds in their order until an invariant is violated: after how many steps, and which.</summary>
    internal static (int Steps, string Invariant)? Find(Func<Seams> seams, int budget = Budget)
    {
        int steps = 0;
        for (long seed = 1; steps < budget; seed++)
        {
            SeedEnd end = SeedRun.Run(seed, StepsEach, new(new(), seams()));
            steps += Math.Max(1, end.Steps);
            if (end.Failure is { } failure)
            {
                return (steps, failure.Invariant);
            }
        }

        return null;
    }

    private sealed class SettingsOf(Seams bug) : Seams
    {
        public override WorldSettings Settings(WorldSettings drawn) => bug.Settings(drawn);
    }
}
