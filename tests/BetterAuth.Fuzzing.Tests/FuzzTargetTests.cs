using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Tests;

/// <summary>Every target holds over its corpus, and over inputs made of it.</summary>
public class FuzzTargetTests
{
    private const ulong Seed = 20261123;

    // How many times more inputs the full budget makes.
    private const int Full = 5;

    public static TheoryData<string> Targets => [.. FuzzTargets.All().Select(target => target.Name)];

    [Fact]
    public void There_are_fourteen_targets_and_each_has_a_name_of_its_own() => Assert.Equal(14, FuzzTargets.All().Select(target => target.Name).Distinct().Count());

    [Fact]
    public void No_corpus_is_left_without_a_target() =>
        Assert.Equal(FuzzTargets.All().Select(target => target.Name).Order(), Directory.EnumerateDirectories(Corpus.Root).Select(folder => Path.GetFileName(folder)!).Order());

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_file_of_the_corpus_holds(string name)
    {
        FuzzTarget target = FuzzTargets.All().Single(target => target.Name == name);
        IReadOnlyList<string> files = Corpus.FilesOf(target);
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(Attempt.Run(target, File.ReadAllBytes(file)) is not { } fault, $"{Path.GetFileName(file)}: {Attempt.Run(target, File.ReadAllBytes(file))}"));
        string[] missing = [.. target.MustHappen.Except(target.Outcomes.Keys)];
        Assert.True(missing.Length == 0, $"The corpus has no input for: {string.Join("; ", missing)}. Has: {string.Join("; ", target.Outcomes.Keys.Order())}. Make it anew (docs/fuzzing.md).");
    }

    [Fact]
    public void A_bounded_number_of_inputs_of_every_target_holds()
    {
        long inputs = 0;
        List<Failure> failures = [];
        foreach (FuzzTarget target in FuzzTargets.All())
        {
            FuzzRun run = new FuzzRun(target, new() { Seed = Seed, MaxInputs = TestBudget.Iterations(target.TestedInputs, target.TestedInputs * Full) }).Run();
            inputs += run.Inputs;
            failures.AddRange(run.Failures);
        }

        Figures.Write("fuzzing", $"fuzzing: {FuzzTargets.All().Count} targets, {inputs} inputs, {failures.Count} failures");
        Assert.Equal([], failures.Select(failure => $"{failure.Target}, seed {failure.Seed}, iteration {failure.Iteration}: {failure.What}: --base64 {Convert.ToBase64String(failure.Minimized)}"));
    }
}
