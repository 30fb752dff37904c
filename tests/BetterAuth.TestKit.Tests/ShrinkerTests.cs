using BetterAuth.TestKit.Runs;
using BetterAuth.TestKit.Tests.SeededBugs;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Tests;

public sealed class ShrinkerTests
{
    private static readonly Func<Seams> Bug = Bugs.All.Single(bug => bug.Name == "a revoked device may create a session").Seams;

    [Fact]
    public void A_failing_history_becomes_much_shorter_and_still_fails()
    {
        (long seed, SeedEnd end) = FirstFailure();

        List<int> left = Shrinker.Shrink(seed, end.FailedAt, end.Failure!.Value.Invariant, new(new(), Bug()));

        Assert.True(left.Count < end.FailedAt / 2, $"{left.Count} of {end.FailedAt} decisions are left.");
        SeedEnd again = SeedRun.Replay(seed, left, new(new(), Bug()), recording: true);
        Assert.Equal(end.Failure.Value.Invariant, again.Failure?.Invariant);
        Assert.Contains(again.Lines!, line => line.Contains("VIOLATION", StringComparison.Ordinal));
    }

    [Fact]
    public void A_violation_is_reported_with_what_repeats_it()
    {
        (long seed, SeedEnd end) = FirstFailure();

        SimulationSummary summary = Simulator.Run(new() { FirstSeed = seed, Seeds = 1, Steps = 160 }, Bug(), TestContext.Current.CancellationToken);

        Violation violation = Assert.Single(summary.Violations);
        Assert.Equal((seed, 160, end.Steps, end.Failure!.Value.Invariant), (violation.Seed, violation.Steps, violation.FoundAfter, violation.Invariant));
        Assert.NotEmpty(violation.History);
        Assert.EndsWith("1 violations", summary.ToString(), StringComparison.Ordinal);
    }

    private static (long Seed, SeedEnd End) FirstFailure()
    {
        for (long seed = 1; ; seed++)
        {
            if (SeedRun.Run(seed, 160, new(new(), Bug())) is { Failure: not null, FailedAt: > 60 and < 160 } end)
            {
                return (seed, end);
            }
        }
    }
}
