using System.Text.RegularExpressions;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Documents;

/// <summary>docs/catalogue.md against the tests there are, in all test projects: their names begin with the ids of the cases they execute.</summary>
public sealed partial class CatalogueTests
{
    private readonly List<(string Id, string What, string Pending)> _rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "catalogue.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim(), match.Groups[3].Value.Trim())),
    ];

    [Fact]
    public void Every_case_is_executed_by_a_test_or_pending_with_a_reason()
    {
        HashSet<string> executed = ExecutedIds();

        Assert.Equal(_rows.Count, _rows.DistinctBy(row => row.Id).Count());
        Assert.All(_rows, row => Assert.NotEmpty(row.What));
        Assert.Empty(executed.Except(_rows.Select(row => row.Id)));
        Assert.Equal([], _rows.Where(row => row.Pending.Length == 0 && !executed.Contains(row.Id)).Select(row => row.Id + " has no test"));
        Assert.Equal([], _rows.Where(row => row.Pending.Length > 0 && executed.Contains(row.Id)).Select(row => row.Id + " has a test, and is listed as pending"));
        Figures.Write("catalogue", $"catalogue: {executed.Count} of {_rows.Count} cases, {_rows.Count - executed.Count} pending");
    }

    [Fact]
    public void Nothing_of_the_catalogue_has_gone()
    {
        (string Section, int Cases)[] sections =
        [
            ("T", 14), ("J", 35), ("E", 28), ("CA", 20), ("RA", 22), ("DA", 15), ("RO", 21), ("LK", 25), ("UL", 18), ("RC", 10), ("RS", 7), ("CS", 19), ("RF", 24), ("XE", 10),
            ("AC", 31), ("CL", 24), ("X", 20), ("HK", 34), ("N", 12), ("K", 7), ("CFG", 10), ("M", 7),
        ];

        Assert.Equal(413, _rows.Count);
        Assert.All(sections, section => Assert.Equal(Enumerable.Range(1, section.Cases).Select(number => $"{section.Section}-{number:00}"), _rows.Where(row => row.Id.Split('-')[0] == section.Section).Select(row => row.Id)));
    }

    /// <summary>The ids at the beginning of the names of all methods that are marked as tests.</summary>
    private static HashSet<string> ExecutedIds()
    {
        IEnumerable<string> sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));
        return [.. sources
            .SelectMany(source => Test().Matches(File.ReadAllText(source)))
            .SelectMany(test => Id().Matches(test.Groups[1].Value))
            .Select(id => $"{id.Groups[1].Value}-{id.Groups[2].Value}")];
    }

    [GeneratedRegex(@"^\| ([A-Z]{1,3}-\d\d) \| ([^|]*)\|([^|]*)\|$")]
    private static partial Regex Row();

    /// <summary>An attribute of a test, perhaps others, and the method's name as far as ids go.</summary>
    [GeneratedRegex(@"^ *\[(?:Fact|Theory)\b[^\n]*\n(?: *\[[^\n]*\n)* *public (?:async )?(?:Task|void) ((?:[A-Z]{1,3}_\d\d_)+)", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"([A-Z]{1,3})_(\d\d)_")]
    private static partial Regex Id();
}
