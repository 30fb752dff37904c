using System.Collections.Concurrent;
using BetterAuth.TestKit.Runs;
using BetterAuth.TestKit.Worlds;

namespace BetterAuth.TestKit;

/// <summary>
/// Runs the library's own clients, servers and verifiers in simulated deployments: many seeds, each with a world, faults and an attacker of its own, on one thread, in virtual time. The same seed gives the same history.
/// </summary>
public static class Simulator
{
    /// <summary>Runs all seeds. A violation does not end the run; its seed's history is shortened and given back.</summary>
    /// <exception cref="ArgumentException">A number of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; no seed is left half-way.</exception>
    public static SimulationSummary Run(SimulationOptions options, CancellationToken cancellationToken = default) => Run(options, Seams.None, cancellationToken);

    internal static SimulationSummary Run(SimulationOptions options, Seams seams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Seeds, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Steps, options.Seeds, nameof(options));
        SimulationParts parts = new(new(options.AccountStore, options.ReplayLock), seams, options.P256Every);
        Batch batch = new(options, parts, cancellationToken);
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(options.Threads, options.Seeds)).Select(_ => new Thread(batch.Work, 16 << 20))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        cancellationToken.ThrowIfCancellationRequested();
        return batch.Summary();
    }

    private sealed class Batch(SimulationOptions options, SimulationParts parts, CancellationToken cancellationToken)
    {
        private readonly ConcurrentBag<Violation> _violations = [];
        private int _next;
        private long _steps;
        private Exception? _broken;

        public void Work()
        {
            try
            {
                for (int index; !cancellationToken.IsCancellationRequested && (index = Interlocked.Increment(ref _next) - 1) < options.Seeds;)
                {
                    // The first seeds get one step more when the steps do not divide.
                    int steps = checked((int)((options.Steps / options.Seeds) + (index < options.Steps % options.Seeds ? 1 : 0)));
                    long done = Interlocked.Add(ref _steps, RunSeed(options.FirstSeed + index, steps));
                    options.Progress?.Report(done);
                }
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown to the caller, not to a thread without anybody.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _broken = exception;
            }
        }

        public SimulationSummary Summary() => _broken is null
            ? new(options.Seeds, _steps, [.. _violations.OrderBy(violation => violation.Seed)])
            : throw new InvalidOperationException("The simulator itself failed.", _broken);

        private int RunSeed(long seed, int steps)
        {
            SeedEnd end = SeedRun.Run(seed, steps, parts);
            if (end.Failure is { } failure)
            {
                List<int> decisions = Shrinker.Shrink(seed, end.FailedAt, failure.Invariant, parts);
                IReadOnlyList<string> history = SeedRun.Replay(seed, decisions, parts, recording: true).Lines!;
                _violations.Add(new(seed, steps, end.Steps, failure.Invariant, failure.Message, history));
            }

            return end.Steps;
        }
    }
}
