using System.Diagnostics;
using BetterAuth.Fuzzing.Mutations;

namespace BetterAuth.Fuzzing.Harness;

/// <summary>Runs a target over its corpus and over inputs made of it, on a thread of its own that is watched.</summary>
internal sealed class FuzzRun(FuzzTarget target, RunSettings settings)
{
    private readonly List<byte[]> _corpus = [];
    private readonly List<Failure> _failures = [];
    private volatile byte[]? _running;
    private long _runningSince;
    private long _runningIteration;
    private long _inputs;

    /// <summary>How many inputs were run.</summary>
    public long Inputs => Interlocked.Read(ref _inputs);

    /// <summary>What was found.</summary>
    public IReadOnlyList<Failure> Failures => _failures;

    /// <summary>The iteration to go on with.</summary>
    public long NextIteration { get; private set; } = settings.FirstIteration;

    /// <summary>Inputs that reached code that no input before them did; only where coverage is measured.</summary>
    public List<byte[]> Discoveries { get; } = [];

    /// <summary>An input that takes longer than this is not waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sees every input before it is run.</summary>
    public Action<byte[]> OnInput { get; init; } = _ => { };

    /// <summary>Runs to the end of the settings, or to the last failure they allow. Inputs that do not come back end the run: what they do cannot be stopped.</summary>
    public FuzzRun Run()
    {
        _corpus.AddRange(Corpus.Of(target));
        _corpus.AddRange(settings.More);
        Thread thread = new(RunAll, maxStackSize: 1 << 20) { IsBackground = true, Name = target.Name };
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(50)))
        {
            if (_running is { } input && Stopwatch.GetElapsedTime(Interlocked.Read(ref _runningSince)) > Patience)
            {
                lock (_failures)
                {
                    _failures.Add(new(target.Name, settings.Seed, Interlocked.Read(ref _runningIteration), input, input, $"does not come back within {Patience.TotalSeconds:0.#} s"));
                    return this;
                }
            }
        }

        return this;
    }

    private void RunAll()
    {
        long started = Stopwatch.GetTimestamp();
        foreach (byte[] input in settings.RunsCorpus ? _corpus.ToArray() : [])
        {
            Try(input, iteration: -1);
        }

        // On the iteration, not on what came before, an input depends.
        for (long made = 0; made < settings.MaxInputs && _failures.Count < settings.MaxFailures && Stopwatch.GetElapsedTime(started) < settings.MaxTime; made++)
        {
            FuzzRandom random = FuzzRandom.Of(settings.Seed, target.Name, NextIteration);
            Try(Mutator.Make(_corpus, target.Mutations, target.MaxLength, random), NextIteration);
            NextIteration++;
        }
    }

    private void Try(byte[] input, long iteration)
    {
        OnInput(input);
        Interlocked.Increment(ref _inputs);
        Interlocked.Exchange(ref _runningIteration, iteration);
        Coverage.Clear();
        if (Watched(input) is { } fault)
        {
            Report(input, iteration, fault);
        }
        else if (Coverage.HasNew() && iteration >= 0)
        {
            _corpus.Add(input);
            Discoveries.Add(input);
        }
    }

    private string? Watched(byte[] input)
    {
        Interlocked.Exchange(ref _runningSince, Stopwatch.GetTimestamp());
        _running = input;
        string? fault = Attempt.Run(target, input);
        _running = null;
        return fault;
    }

    private void Report(byte[] input, long iteration, string fault)
    {
        if (_failures.Exists(failure => Attempt.IsSame(failure.What, fault)))
        {
            return;
        }

        byte[] minimized = fault.StartsWith("took ", StringComparison.Ordinal) ? input : Minimizer.Minimize(input, candidate => Watched(candidate) is { } other && Attempt.IsSame(other, fault));
        lock (_failures)
        {
            _failures.Add(new(target.Name, settings.Seed, iteration, input, minimized, fault));
        }
    }
}
