using BetterAuth.Generators.Tests.Support;
using BetterAuth.Tests.Support;
using Microsoft.CodeAnalysis;

namespace BetterAuth.Generators.Tests;

/// <summary>The generated code as it is in Snapshots; BETTERAUTH_UPDATE_SNAPSHOTS=1 writes it there instead of comparing.</summary>
public class SnapshotTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "BetterAuth.Generators.Tests", "Snapshots");
    private static readonly bool Update = Environment.GetEnvironmentVariable("BETTERAUTH_UPDATE_SNAPSHOTS") == "1";

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_generated_code_is_as_committed(string name)
    {
        string folder = Path.Combine(Folder, name);
        GeneratorRunResult result = Compiler.Generate(File.ReadAllText(Path.Combine(folder, "Declared.cs")));
        if (Update)
        {
            Write(folder, result);
        }

        Assert.Equal(result.GeneratedSources.Select(file => file.HintName).Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.g.cs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(result.GeneratedSources, file => Assert.Equal(File.ReadAllText(Path.Combine(folder, file.HintName)), file.SourceText.ToString()));
    }

    private static void Write(string folder, GeneratorRunResult result)
    {
        foreach (string stale in Directory.GetFiles(folder, "*.g.cs"))
        {
            File.Delete(stale);
        }

        foreach (GeneratedSourceResult file in result.GeneratedSources)
        {
            File.WriteAllText(Path.Combine(folder, file.HintName), file.SourceText.ToString());
        }
    }
}
