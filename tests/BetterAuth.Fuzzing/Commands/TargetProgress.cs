using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Commands;

/// <summary>How far a target has come over its turns. What reached new code is kept in <c>artifacts/fuzzing/found</c>, and is there for the next run.</summary>
internal sealed class TargetProgress
{
    private readonly FuzzOptions _options;
    private readonly List<byte[]> _more = [];
    private readonly string _folder;
    private long _next;

    public TargetProgress(FuzzTarget target, FuzzOptions options)
    {
        Target = target;
        _options = options;
        _next = options.Iteration;
        _folder = Path.Combine(Repository.Root, "artifacts", "fuzzing", "found", target.Name);
        if (Coverage.IsMeasured && Directory.Exists(_folder))
        {
            _more.AddRange(Directory.EnumerateFiles(_folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        }
    }

    public FuzzTarget Target { get; }

    /// <summary>How many inputs it ran.</summary>
    public long Inputs { get; private set; }

    /// <summary>It has failed, or made all the inputs it was to make.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Runs for that long.</summary>
    public FuzzRun Go(TimeSpan time)
    {
        using InputTrace trace = InputTrace.Of(Target);
        FuzzRun run = new FuzzRun(Target, new()
        {
            Seed = _options.Seed,
            FirstIteration = _next,
            MaxInputs = _options.Inputs == long.MaxValue ? long.MaxValue : _options.Iteration + _options.Inputs - _next,
            MaxTime = time,
            RunsCorpus = Inputs == 0,
            More = [.. _more],
        })
        {
            OnInput = trace.Write,
        }.Run();
        _next = run.NextIteration;
        Inputs += run.Inputs;
        IsDone = run.Failures.Count > 0 || _next - _options.Iteration >= _options.Inputs;
        foreach (byte[] discovery in run.Discoveries)
        {
            _more.Add(discovery);
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(Path.Combine(_folder, FailureReport.NameOf(discovery)), discovery);
        }

        return run;
    }
}
