using BetterAuth.TestKit.Runs;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Tests;

public sealed class SimulatorTests
{
    private static readonly SimulationParts Parts = new(new(), Seams.None);

    [Fact]
    public void No_invariant_is_violated_in_a_short_run()
    {
        SimulationSummary summary = Simulator.Run(new() { Seeds = 40, Steps = 20_003 }, TestContext.Current.CancellationToken);

        Assert.True(summary.Violations.Count == 0, string.Join('\n', summary.Violations.Select(violation => $"{violation}\n{string.Join('\n', violation.History)}")));
        Assert.Equal("simulated: 40 seeds, 20003 steps, 0 violations", summary.ToString());
    }

    [Fact]
    public void One_seed_gives_one_trace_and_another_seed_another()
    {
        ulong[] first = [.. Enumerable.Range(1, 24).Select(seed => SeedRun.Run(seed, 500, Parts).Trace)];
        ulong[] second = [.. Enumerable.Range(1, 24).Select(seed => SeedRun.Run(seed, 500, Parts).Trace)];

        Assert.Equal(first, second);
        Assert.Equal(24, first.Distinct().Count());
    }

    [Fact]
    public void A_seed_touches_no_thread_but_its_own()
    {
        int others = 0;
        Seams watch = new ThreadSeams(() => others++);
        for (long seed = 1; seed <= 12; seed++)
        {
            SeedRun.Run(seed, 500, new(new(), watch));
        }

        Assert.Equal(0, others);
    }

    [Fact]
    public void A_seed_replayed_by_its_decisions_is_the_same_and_can_be_written_down()
    {
        SeedEnd end = SeedRun.Replay(3, Enumerable.Range(0, 400), Parts, recording: true);

        Assert.Equal(SeedRun.Replay(3, Enumerable.Range(0, 400), Parts, recording: false).Trace, end.Trace);
        Assert.NotEmpty(end.Lines!);
    }

    [Fact]
    public void Seeds_on_the_platforms_P256_violate_nothing()
    {
        SimulationParts parts = new(new(), Seams.None, P256Every: 2);

        Assert.True(parts.NewWorld(2, recording: false).Settings.P256);
        Assert.False(parts.NewWorld(3, recording: false).Settings.P256);
        Assert.Null(SeedRun.Run(2, 200, parts).Failure);
        Assert.Null(SeedRun.Run(4, 200, parts).Failure);
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(10, 9, 1)]
    [InlineData(1, 1, 0)]
    public void Numbers_that_mean_nothing_are_refused(int seeds, long steps, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulator.Run(new() { Seeds = seeds, Steps = steps, Threads = threads }, TestContext.Current.CancellationToken));

    [Fact]
    public void A_run_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Simulator.Run(new() { Seeds = 1000, Steps = 1_000_000 }, new CancellationToken(canceled: true)));
}
