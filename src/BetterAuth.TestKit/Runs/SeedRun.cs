using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit.Runs;

/// <summary>How one seed ended.</summary>
/// <param name="Steps">Steps that did something.</param>
/// <param name="Trace">The trace's hash.</param>
/// <param name="Failure">The first invariant that did not hold.</param>
/// <param name="FailedAt">The decisions up to it.</param>
/// <param name="Lines">The history, when it was recorded.</param>
internal sealed record SeedEnd(int Steps, ulong Trace, (string Invariant, string Message)? Failure, int FailedAt, IReadOnlyList<string>? Lines);

/// <summary>One seed from its beginning to its end, on the thread that calls.</summary>
internal static class SeedRun
{
    /// <summary>Runs until <paramref name="steps"/> steps have done something, then lets the world settle.</summary>
    public static SeedEnd Run(long seed, int steps, SimulationParts parts)
    {
        World world = parts.NewWorld(seed, recording: false);
        int done = 0;
        int decisions = 0;
        while (done < steps && world.Failure is null && decisions < 8L * steps)
        {
            done += world.Step(Dice.Decision(seed, decisions++)) ? 1 : 0;
        }

        return End(world, done, decisions);
    }

    /// <summary>Runs some of a seed's decisions and leaves the others out.</summary>
    public static SeedEnd Replay(long seed, IEnumerable<int> decisions, SimulationParts parts, bool recording)
    {
        World world = parts.NewWorld(seed, recording);
        int done = 0;
        foreach (int decision in decisions)
        {
            if (world.Failure is not null)
            {
                break;
            }

            done += world.Step(Dice.Decision(seed, decision)) ? 1 : 0;
        }

        return End(world, done, 0);
    }

    private static SeedEnd End(World world, int done, int decisions)
    {
        if (world.Failure is null)
        {
            world.Settle();
        }

        SeedEnd end = new(done, world.Trace.Hash, world.Failure, decisions, world.Trace.Lines);
        switch (world.Store)
        {
            case IAsyncDisposable store:
                store.DisposeAsync().AsTask().GetAwaiter().GetResult();
                break;
            case IDisposable store:
                store.Dispose();
                break;
        }

        return end;
    }
}
