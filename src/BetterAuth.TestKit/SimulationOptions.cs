using BetterAuth.Access;
using BetterAuth.Accounts;

namespace BetterAuth.TestKit;

/// <summary>What to simulate. Immutable.</summary>
public sealed record SimulationOptions
{
    /// <summary>The first seed. Default 1.</summary>
    public long FirstSeed { get; init; } = 1;

    /// <summary>How many seeds, each with a world of its own; at least 1. Default 1,000.</summary>
    public int Seeds { get; init; } = 1000;

    /// <summary>Steps of all seeds together, shared out equally; at least one per seed. A step is one thing that happens: a message that arrives or is lost, a store that answers, a time-out, a crash or start, an attack, a clock that is set, something a person begins. Default 1,000,000.</summary>
    public long Steps { get; init; } = 1_000_000;

    /// <summary>Threads; each seed runs on one. Default: one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Makes the store of one seed, on the simulated clock it is given. The simulation waits for its calls on its own thread. If it is an <see cref="IRevocationReader"/>, revocations are simulated too; if it is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/>, it is disposed at the seed's end. Default: the store in memory.</summary>
    public Func<TimeProvider, IAccountStore>? AccountStore { get; init; }

    /// <summary>Makes the replay lock that the verifiers of one seed share; it must survive their restarts. Default: the one in memory.</summary>
    public Func<TimeProvider, IReplayLock>? ReplayLock { get; init; }

    /// <summary>Every so many seeds one runs on the platform's P-256 instead of the cheap suite; 0: none. Default 64.</summary>
    public int P256Every { get; init; } = 64;

    /// <summary>Told after each seed how many steps are done; called by all threads.</summary>
    public IProgress<long>? Progress { get; init; }
}
