namespace BetterAuth.Tests.Support;

/// <summary>Measures what code allocates on its thread.</summary>
internal static class Allocations
{
    private const int WarmUp = 200;
    private const int Measured = 500;

    /// <summary>
    /// Fails when <paramref name="action"/> allocates. It runs long enough to be compiled again in between: what the compiler itself allocates on this thread happens once, so the best of several rounds tells.
    /// </summary>
    public static void None(Action action)
    {
        if (TestBudget.IsSample)
        {
            Assert.Equal(0, Per(action));
        }
        else
        {
            action(); // Code that is mutated asks which mutant is meant, and that allocates.
        }
    }

    /// <summary>Bytes that one run allocates.</summary>
    public static long Per(Action action)
    {
        for (int i = 0; i < WarmUp; i++)
        {
            action();
        }

        long best = long.MaxValue;
        for (int round = 0; round < 5 && best > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Measured; i++)
            {
                action();
            }

            best = Math.Min(best, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        // Rounded up: a single byte in all rounds counts.
        return (best + Measured - 1) / Measured;
    }
}
