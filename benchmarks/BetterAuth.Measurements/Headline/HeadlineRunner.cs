using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Scenarios;

namespace BetterAuth.Measurements.Headline;

/// <summary>The figures that this library stands for, beside what they are compared with, in one run.</summary>
internal static class HeadlineRunner
{
    // Clients in turn, so that a bounded cache of a few keys has never seen the one that comes.
    public const int Clients = 64;

    /// <summary>Measures for <paramref name="budget"/>.</summary>
    /// <param name="budget">How long the times are taken, warm-up included.</param>
    /// <param name="more">What else takes part.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(TimeSpan budget, params IEnumerable<Contestant> more)
    {
        AccessScenario access = await AccessScenario.CreateAsync(Clients);
        List<Contestant> contestants = [.. AccessFigures.All(access), .. VerificationFigures.All(), .. PeerFigures.All(), .. more];
        IReadOnlyDictionary<string, double> times = Rounds.Measure(contestants, budget);
        return
        [
            .. contestants.Select(contestant => new Figure(contestant.Name, times[contestant.Name], Figure.Microseconds, times[contestant.Baseline] / times[contestant.Name], contestant.Baseline)),
            .. Goals.Of(times),
            .. contestants.Where(contestant => contestant.Name.EndsWith("access.cached", StringComparison.Ordinal)).Select(AllocationOf),
        ];
    }

    private static Figure AllocationOf(Contestant contestant)
    {
        string name = "alloc." + contestant.Name;
        return new(name, Allocation.Measure(contestant.Run), Figure.Bytes, 1, name);
    }
}
