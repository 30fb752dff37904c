using System.Diagnostics;
using BetterAuth.Measurements.Figures;

namespace BetterAuth.Measurements.Growth;

/// <summary>How many requests a second several threads verify with one verifier.</summary>
internal static class ThreadGrowth
{
    private const int Rounds = 5;

    /// <summary>Requests per second of each contestant, for 1 to <paramref name="threads"/> threads; medians of alternating rounds of <paramref name="slice"/>.</summary>
    public static IReadOnlyList<(string Name, int Threads, double PerSecond)> Measure(IReadOnlyList<Contestant> contestants, int threads, TimeSpan slice)
    {
        (Contestant Contestant, int Threads)[] runs = [.. contestants.SelectMany(contestant => Enumerable.Range(1, threads).Select(count => (contestant, count)))];
        List<double>[] rates = [.. runs.Select(_ => new List<double>())];
        for (int round = 0; round <= Rounds; round++)
        {
            for (int i = 0; i < runs.Length; i++)
            {
                double rate = PerSecond(runs[i].Contestant.Run, runs[i].Threads, slice);
                if (round > 0)
                {
                    rates[i].Add(rate); // the first round warms up
                }
            }
        }

        return [.. runs.Select((run, i) => (run.Contestant.Name, run.Threads, rates[i].Order().ElementAt(Rounds / 2)))];
    }

    private static double PerSecond(Action run, int threads, TimeSpan slice)
    {
        long[] counts = new long[threads];
        using Barrier start = new(threads);
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            long started = Stopwatch.GetTimestamp();
            long count = 0;
            for (; Stopwatch.GetElapsedTime(started) < slice; count++)
            {
                run();
            }

            counts[i] = count;
        }))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return counts.Sum() / slice.TotalSeconds;
    }
}
