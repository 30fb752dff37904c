using System.Text.RegularExpressions;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Documents;

/// <summary>docs/decisions/comparisons.md against the sources: which comparisons are in fixed time, and which need not be.</summary>
public sealed partial class ComparisonTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src", "BetterAuth");

    [Theory, InlineData("FixedTimeEquals(", "## In fixed time"), InlineData("SequenceEqual(", "## Not in fixed time")]
    public void M_07_every_comparison_of_bytes_is_listed_with_its_reason(string call, string heading)
    {
        Assert.Equal(Listed(heading), Called(call));
    }

    [Fact]
    public void M_07_no_commitment_is_compared_by_an_operator()
    {
        IEnumerable<string> compared = Files().SelectMany(file => File.ReadLines(file).Where(line => Commitment().IsMatch(line)).Select(line => $"{Name(file)}: {line.Trim()}"));

        Assert.Empty(compared);
    }

    private static SortedDictionary<string, int> Listed(string heading) =>
        new(File.ReadLines(Path.Combine(Repository.Root, "docs", "decisions", "comparisons.md"))
            .SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups[1].Value, row => int.Parse(row.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    /// <summary>How often each file calls it; in a line that declares or forwards it, once.</summary>
    private static SortedDictionary<string, int> Called(string call) =>
        new(Files().Select(file => (Name: Name(file), Count: File.ReadLines(file).Sum(line => line.Split("//")[0].Contains(call, StringComparison.Ordinal) ? CallsIn(line, call) : 0)))
            .Where(file => file.Count > 0).ToDictionary(file => file.Name, file => file.Count), StringComparer.Ordinal);

    private static int CallsIn(string line, string call) => line.Contains($"bool {call}", StringComparison.Ordinal) ? 1 : line.Split(call).Length - 1;

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Sources, "*.cs", SearchOption.AllDirectories).Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    private static string Name(string file) => Path.GetRelativePath(Sources, file).Replace(Path.DirectorySeparatorChar, '/');

    [GeneratedRegex(@"^\| `([^`]+)` \| (\d+) \|")]
    private static partial Regex Row();

    /// <summary>What an account or a device is committed to, beside an operator.</summary>
    [GeneratedRegex(@"\b(account|next)\.RecoveryHash\s*[!=]=|[!=]=\s*(account|next)\.RecoveryHash|\bdevice\.RotationHash\s*[!=]=\s*[\w.]*KeyHash|KeyHash\s*[!=]=\s*device\.RotationHash\s*(\?|&&|;)")]
    private static partial Regex Commitment();
}
