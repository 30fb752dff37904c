using System.Diagnostics;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Commands;

/// <summary>The command: targets take turns until the time is up or something fails; the last line is <c>fuzzed: N targets, M inputs, F failures</c>.</summary>
internal static class FuzzCommand
{
    private const int Failed = 1;
    private const int Misused = 2;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    /// <summary>0 only when nothing failed.</summary>
    public static int Run(string[] arguments, TextWriter output)
    {
        FuzzOptions? options = FuzzOptions.Parse(arguments);
        FuzzTarget[] targets = [.. FuzzTargets.All().Where(target => options is { Lists: true } || options?.Target == "all" || options?.Target == target.Name)];
        if (options is null || targets.Length == 0)
        {
            output.WriteLine(FuzzOptions.Usage);
            return Misused;
        }

        if (options.Lists || options.WritesCorpus)
        {
            foreach (FuzzTarget target in targets)
            {
                output.WriteLine(options.Lists ? target.Name : $"{target.Name}: {Corpus.Write(target)} files written");
            }

            return 0;
        }

        return options.Input is { } input ? Repeat(targets, input, output) : Fuzz(targets, options, output);
    }

    /// <summary>One input, nothing else.</summary>
    private static int Repeat(FuzzTarget[] targets, byte[] input, TextWriter output)
    {
        string?[] faults = [.. targets.Select(target => Attempt.Run(target, input))];
        foreach ((int at, string? fault) in faults.Index())
        {
            output.WriteLine($"{targets[at].Name}: {fault ?? "holds"}");
        }

        int failures = faults.Count(fault => fault is not null);
        output.WriteLine($"fuzzed: {targets.Length} targets, {targets.Length} inputs, {failures} failures");
        return failures == 0 ? 0 : Failed;
    }

    private static int Fuzz(FuzzTarget[] targets, FuzzOptions options, TextWriter output)
    {
        output.WriteLine($"seed {options.Seed}, coverage {(Coverage.IsMeasured ? "measured" : "not measured (eng/fuzz instruments the library)")}");
        long started = Stopwatch.GetTimestamp(), inputs = 0;
        TargetProgress[] progress = [.. targets.Select(target => new TargetProgress(target, options))];
        List<Failure> failures = [];
        while (progress.Any(turn => !turn.IsDone) && Stopwatch.GetElapsedTime(started) < options.Time)
        {
            foreach (TargetProgress turn in progress.Where(turn => !turn.IsDone))
            {
                TimeSpan left = options.Time == TimeSpan.MaxValue ? Turn : options.Time - Stopwatch.GetElapsedTime(started);
                TimeSpan share = options.Time == TimeSpan.MaxValue ? Turn : options.Time / targets.Length;
                FuzzRun run = turn.Go(left < TimeSpan.Zero ? TimeSpan.Zero : new[] { Turn, share, left }.Min());
                inputs += run.Inputs;
                failures.AddRange(run.Failures);
                foreach (Failure failure in run.Failures)
                {
                    FailureReport.Write(failure, Path.Combine(Repository.Root, "artifacts", "fuzzing"), output);
                }

                output.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds,6:0} s  {turn.Target.Name,-14} {turn.Inputs,12:N0} inputs  {(Coverage.IsMeasured ? $"{Coverage.Reached,7:N0} branches  " : "")}{failures.Count} failures");
            }
        }

        output.WriteLine($"fuzzed: {targets.Length} targets, {inputs} inputs, {failures.Count} failures");
        return failures.Count == 0 ? 0 : Failed;
    }
}
