using System.Diagnostics;

namespace BetterAuth.Measurements.Figures;

/// <summary>
/// Takes the times of several contestants in alternating rounds: what disturbs the machine for a while disturbs all of them, and the median forgets it.
/// </summary>
internal static class Rounds
{
    // Long enough for the clock, short enough for many rounds.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(12);

    /// <summary>The median of each contestant in microseconds. Of <paramref name="budget"/> a third goes into warming up: under the JIT, code becomes fast in the background while it runs.</summary>
    public static IReadOnlyDictionary<string, double> Measure(IReadOnlyList<Contestant> contestants, TimeSpan budget)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan slice = TimeSpan.FromTicks(Math.Min(Slice.Ticks, budget.Ticks / 10 / contestants.Count));
        int[] calls = new int[contestants.Count];
        Array.Fill(calls, 1);
        do
        {
            for (int i = 0; i < calls.Length; i++)
            {
                // As many calls as fill a slice, as far as one knows by now.
                calls[i] = (int)Math.Clamp(slice.TotalMicroseconds / Time(contestants[i].Run, calls[i]), 1, 1_000_000);
            }
        }
        while (Stopwatch.GetElapsedTime(started) < budget / 3);

        List<double>[] times = [.. calls.Select(_ => new List<double>())];
        for (int round = 0; times[0].Count == 0 || Stopwatch.GetElapsedTime(started) < budget; round++)
        {
            for (int i = 0; i < calls.Length; i++)
            {
                // Another one begins each time, and nobody always runs behind the same neighbour's garbage.
                int next = round % 2 == 0 ? (i + round) % calls.Length : (calls.Length - 1 - i + round) % calls.Length;
                times[next].Add(Time(contestants[next].Run, calls[next]));
            }
        }

        return Enumerable.Range(0, calls.Length).ToDictionary(i => contestants[i].Name, i => Median(times[i]));
    }

    /// <summary>Microseconds of one call, over <paramref name="calls"/>.</summary>
    private static double Time(Action run, int calls)
    {
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            run();
        }

        return Math.Max(Stopwatch.GetElapsedTime(started).TotalMicroseconds / calls, 0.0001);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
