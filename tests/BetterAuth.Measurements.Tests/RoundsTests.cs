using BetterAuth.Measurements.Figures;

namespace BetterAuth.Measurements.Tests;

public class RoundsTests
{
    [Fact]
    public void Every_contestant_runs_and_gets_a_time()
    {
        int[] calls = new int[3];
        IReadOnlyDictionary<string, double> times = Rounds.Measure([.. Enumerable.Range(0, 3).Select(i => new Contestant($"{i}", "0", () => calls[i]++))], TimeSpan.FromMilliseconds(10));

        Assert.Equal(["0", "1", "2"], times.Keys.Order());
        Assert.All(times.Values, time => Assert.True(time > 0));
        Assert.All(calls, count => Assert.True(count >= 2));
    }

    [Fact]
    public void A_contestant_that_fails_ends_the_run() =>
        Assert.Throws<InvalidOperationException>(() => Rounds.Measure([new("a", "a", () => throw new InvalidOperationException())], TimeSpan.FromMilliseconds(10)));

    [Fact]
    public void What_a_call_allocates_is_counted()
    {
        Assert.Equal(0, Allocation.Measure(static () => { }));
        Assert.InRange(Allocation.Measure(static () => GC.KeepAlive(new byte[1000])), 1000, 1100);
    }
}
