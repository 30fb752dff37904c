using System.Text.RegularExpressions;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>JSONTestSuite (Nicolas Seriot). Where the suite leaves the answer open, ours is the table of docs/protocol/json.md.</summary>
public partial class JsonTestSuiteTests
{
    [Fact]
    public void J_33_What_must_be_accepted_is_accepted_and_what_must_not_is_refused()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (string file in Files().Where(file => Name(file)[0] is 'y' or 'n'))
        {
            count++;
            bool accepted = Json.Accepts(File.ReadAllBytes(file));
            if (accepted != (Name(file)[0] == 'y') && !OurOwnRules.Contains(Name(file)))
            {
                wrong.Add(Name(file));
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(95 + 188, count);
    }

    [Fact]
    public void J_33_Duplicate_names_are_refused_although_the_grammar_allows_them()
    {
        string folder = Vectors.Find("json-parsing"); // skips; inside Assert.All it would fail
        Assert.All(OurOwnRules, name => Assert.False(Json.Accepts(File.ReadAllBytes(Path.Combine(folder, name)))));
    }

    [Fact]
    public void J_33_Open_questions_are_answered_as_documented()
    {
        string[] files = [.. Files().Where(file => Name(file)[0] == 'i')];
        Assert.Equal(35, files.Length);
        Dictionary<string, bool> documented = Documented();
        Assert.Equal(files.Select(Name).Order(), documented.Keys.Order());
        Assert.All(files, file => Assert.Equal(documented[Name(file)], Json.Accepts(File.ReadAllBytes(file))));
    }

    /// <summary>Files whose names say <c>y</c>, but which repeat a member name.</summary>
    private static readonly HashSet<string> OurOwnRules = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Vectors.Find("json-parsing"), "*.json");

    private static string Name(string file) => Path.GetFileName(file);

    private static Dictionary<string, bool> Documented() =>
        TableRow().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol", "json.md")))
            .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value == "accepted");

    [GeneratedRegex(@"^\| `(i_[^`]+)` \| (accepted|refused) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
