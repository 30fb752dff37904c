using System.Collections.Immutable;
using BetterAuth.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BetterAuth.Generators.Tests.Incrementality;

/// <summary>An edit re-runs what it concerns and nothing else.</summary>
public class CachingTests
{
    private const string Declared = """
        [BetterAuthMessage] public sealed partial record Owned(int A, List<string?> B);
        [BetterAuthMessage] public readonly partial record struct View(Utf8Text A);
        [BetterAuthMessage] public sealed record Wrong(int A);
        """;

    private static readonly string[] Named = [MessageGenerator.ParsedStep, MessageGenerator.MessagesStep, MessageGenerator.DiagnosticsStep];

    [Fact]
    public void Another_file_leaves_every_step_cached()
    {
        GeneratorRunResult second = Edit(compilation => compilation.AddSyntaxTrees(Compiler.Parse("public class Unrelated;", "Unrelated.cs")));
        Assert.All(Named, step => Assert.All(Reasons(second, step), Kept));
        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData("using System.Text;\n", "")]
    [InlineData("", "\npublic class Unrelated { public int A => 1; }")]
    [InlineData("", "\n// The end.")]
    public void An_edit_beside_the_declarations_prints_nothing_anew(string before, string after)
    {
        GeneratorRunResult second = Edit(compilation => Replace(compilation, before + Declared + after));
        Assert.All(Reasons(second, MessageGenerator.MessagesStep), Kept);
        Assert.All(second.TrackedOutputSteps["SourceOutput"].Where(step => !IsDiagnostic(step)), step => Assert.All(step.Outputs, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason)));
    }

    [Theory]
    [InlineData("", "\npublic class Unrelated { public int A => 1; }")]
    [InlineData("", "\n// The end.")]
    public void An_edit_after_the_declarations_leaves_every_step_cached(string before, string after)
    {
        GeneratorRunResult second = Edit(compilation => Replace(compilation, before + Declared + after));
        Assert.All(Named, step => Assert.All(Reasons(second, step), Kept));
        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_inside_a_declaration_that_changes_no_member_prints_nothing_anew()
    {
        GeneratorRunResult second = Edit(compilation => Replace(compilation, Declared.Replace("B);", "B) { public int Computed => A; }", StringComparison.Ordinal)));
        Assert.All(Reasons(second, MessageGenerator.MessagesStep), Kept);
    }

    [Theory]
    [InlineData("int A, ", "long A, ")]
    [InlineData("int A, ", "int? A, ")]
    [InlineData("int A, ", "[property: MemberName(\"x\")] int A, ")]
    [InlineData("int A, ", "[IntegerAsText] int A, ")]
    [InlineData("string?", "string")]
    [InlineData("record Owned", "record struct Owned")]
    [InlineData("record Owned", "record Other")]
    [InlineData("Utf8Text A", "[property: Text(TextShape.Hash)] Utf8Text A")]
    public void A_change_of_a_member_is_printed(string old, string changed)
    {
        string edited = Declared.Replace(old, changed, StringComparison.Ordinal).Replace("sealed partial record struct", "partial record struct", StringComparison.Ordinal);
        GeneratorRunResult second = Edit(compilation => Replace(compilation, edited));
        Assert.Single(Reasons(second, MessageGenerator.MessagesStep), reason => reason == IncrementalStepRunReason.Modified);
        Assert.Equal(Texts(Compiler.Run(edited)), Texts(second));
    }

    private static GeneratorRunResult Edit(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        CSharpCompilation first = Compiler.Compile(Declared);
        GeneratorDriver driver = Compiler.Driver().RunGenerators(first);
        Assert.Equal(2, driver.GetRunResult().Results.Single().GeneratedSources.Length);
        return driver.RunGenerators(edit(first)).GetRunResult().Results.Single();
    }

    private static CSharpCompilation Replace(CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == "Source0.cs"), Compiler.Parse(source, "Source0.cs"));

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.Values.SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static bool IsDiagnostic(IncrementalGeneratorRunStep step) => step.Inputs.Any(input => input.Source.Name == MessageGenerator.DiagnosticsStep);

    private static void Kept(IncrementalStepRunReason reason) => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static ImmutableSortedDictionary<string, string> Texts(GeneratorRunResult result) =>
        result.GeneratedSources.ToImmutableSortedDictionary(file => file.HintName, file => file.SourceText.ToString(), StringComparer.Ordinal);
}
