namespace BetterAuth.TestKit.Runs;

/// <summary>Makes a failing history shorter: leaves out decisions as long as the same invariant is violated without them.</summary>
internal static class Shrinker
{
    private const int MaxRuns = 200;

    /// <summary>The decisions that are left of the first <paramref name="count"/> of <paramref name="seed"/>.</summary>
    public static List<int> Shrink(long seed, int count, string invariant, SimulationParts parts)
    {
        List<int> decisions = [.. Enumerable.Range(0, count)];
        int runs = 0;
        for (int size = Math.Max(1, count / 2); size >= 1 && runs < MaxRuns; size /= 2)
        {
            for (int start = 0; start < decisions.Count && runs < MaxRuns;)
            {
                List<int> fewer = [.. decisions.Take(start), .. decisions.Skip(start + size)];
                runs++;
                if (SeedRun.Replay(seed, fewer, parts, recording: false).Failure?.Invariant == invariant)
                {
                    decisions = fewer;
                }
                else
                {
                    start += size;
                }
            }
        }

        return decisions;
    }
}
