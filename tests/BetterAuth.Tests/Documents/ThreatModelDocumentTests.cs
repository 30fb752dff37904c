using System.Text.RegularExpressions;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Documents;

/// <summary>docs/threat-model.md leads from every claim to tests that exist.</summary>
public partial class ThreatModelDocumentTests
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "threat-model.md"))
        .SkipWhile(line => !line.StartsWith("## Somebody on the wire", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| must hold", StringComparison.Ordinal))];

    [Fact]
    public void Every_claim_names_tests_and_every_test_it_names_exists()
    {
        HashSet<string> tests = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(Rows);
        foreach (string row in Rows)
        {
            string[] named = [.. Name().Matches(row.TrimEnd(' ', '|').Split(" | ")[^1]).Select(match => match.Groups[1].Value)];
            Assert.True(named.Length > 0, $"names no test: {row}");
            Assert.All(named, name => Assert.True(tests.Contains(name), $"no such test: {name}"));
        }
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public (?:async )?(?:Task|ValueTask|void) (\w+)\(")]
    private static partial Regex Declaration();

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
