using System.Text;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.Tests.Support;

namespace BetterAuth.Fuzzing.Tests;

/// <summary>A harness that cannot find anything shows nothing: stubs that are broken in each way are found.</summary>
public class HarnessTests
{
    [Fact]
    public void An_oracle_that_does_not_hold_is_a_failure_and_its_input_is_shortened()
    {
        Failure failure = Found(input => Oracle.Holds(!input.AsSpan().ContainsAny((byte)'{', (byte)'['), "braces"));
        Assert.Equal("braces", failure.What);
        Assert.Single(failure.Minimized);
    }

    [Fact]
    public void An_exception_is_a_failure_that_says_which()
    {
        Failure failure = Found(input => _ = input.Length == 0 ? 0 : input[255]);
        Assert.StartsWith("threw IndexOutOfRangeException", failure.What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_takes_more_than_a_second_is_a_failure()
    {
        FuzzRun run = new FuzzRun(new StubTarget(input => Spin(input.Length == 0 ? Attempt.Limit * 1.05 : TimeSpan.Zero)), new() { MaxInputs = 0 }).Run();
        Assert.StartsWith("took 1.", Assert.Single(run.Failures).What, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_never_comes_back_is_a_failure_and_ends_the_run()
    {
        using ManualResetEventSlim never = new();
        FuzzRun run = new FuzzRun(new StubTarget(input => never.Wait(input.Length == 0 ? Timeout.Infinite : 0)), new() { MaxInputs = 1_000_000 }) { Patience = TimeSpan.FromMilliseconds(300) }.Run();
        Assert.StartsWith("does not come back", Assert.Single(run.Failures).What, StringComparison.Ordinal);
        never.Set();
    }

    [Fact]
    public void Allocating_more_than_64_KiB_is_a_failure_and_less_is_none()
    {
        Assert.StartsWith("allocated", Found(input => Oracle.Cheap(() => new byte[(64 * 1024) + 1])).What, StringComparison.Ordinal);
        Assert.Empty(Run(input => Oracle.Cheap(() => new byte[60 * 1024])).Failures);
    }

    [Fact]
    public void What_is_allocated_once_and_for_all_is_no_failure()
    {
        int calls = 0;
        Assert.Empty(Run(input => Oracle.Cheap(() => new byte[calls++ == 0 ? 1 << 20 : 16])).Failures);
    }

    [Fact]
    public void One_seed_and_iteration_make_one_input()
    {
        List<string> first = Inputs(new() { Seed = 5, MaxInputs = 50, RunsCorpus = false });
        Assert.Equal(first, Inputs(new() { Seed = 5, MaxInputs = 50, RunsCorpus = false }));
        Assert.Equal(first[20..], Inputs(new() { Seed = 5, FirstIteration = 20, MaxInputs = 30, RunsCorpus = false }));
        Assert.NotEqual(first, Inputs(new() { Seed = 6, MaxInputs = 50, RunsCorpus = false }));
    }

    [Fact]
    public void A_failure_is_made_again_by_its_seed_and_iteration_alone()
    {
        static void Broken(byte[] input) => Oracle.Holds(!Encoding.Latin1.GetString(input).Contains("\\u", StringComparison.Ordinal) || input.Length % 7 != 3, "sevenths");
        Failure failure = new FuzzRun(new StubTarget(Broken, mutations: JsonMutations.All), new() { Seed = 11, MaxInputs = 100_000, RunsCorpus = false }).Run().Failures.Single();
        Failure again = new FuzzRun(new StubTarget(Broken, mutations: JsonMutations.All), new() { Seed = 11, FirstIteration = failure.Iteration, MaxInputs = 1, RunsCorpus = false }).Run().Failures.Single();
        Assert.Equal(failure.Input, again.Input);
        Assert.Equal(failure.Minimized, again.Minimized);
    }

    [Fact]
    public void Different_failures_are_all_told_and_equal_ones_once()
    {
        FuzzRun run = new FuzzRun(new StubTarget(input => throw new OracleException(input.Length % 2 == 0 ? "even" : "odd")), new() { MaxInputs = 1_000, MaxFailures = 2 }).Run();
        Assert.Equal(["even", "odd"], run.Failures.Select(failure => failure.What).Order());
    }

    private static Failure Found(Action<byte[]> run) => Run(run).Failures.Single();

    private static FuzzRun Run(Action<byte[]> run) => new FuzzRun(new StubTarget(run), new() { MaxInputs = 500 }).Run();

    private static List<string> Inputs(RunSettings settings)
    {
        List<string> inputs = [];
        new FuzzRun(new StubTarget(input => inputs.Add(Convert.ToHexString(input)), mutations: [.. JsonMutations.All, .. ByteMutations.All]), settings).Run();
        return inputs;
    }

    private static void Spin(TimeSpan time)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (System.Diagnostics.Stopwatch.GetElapsedTime(started) < time)
        {
        }
    }
}
