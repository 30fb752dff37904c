namespace BetterAuth.Measurements.Figures;

/// <summary>Bytes that a call allocates on its thread.</summary>
internal static class Allocation
{
    private const int Calls = 500;

    /// <summary>Bytes per call, the smallest of several tries: what the runtime allocates beside (a call counter, a tier) happens once.</summary>
    public static double Measure(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < Calls; call++)
            {
                run();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (double)least / Calls;
    }
}
