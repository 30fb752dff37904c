using System.Text;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>The table of docs/reliability.md. With BETTERAUTH_WRITE_DOCS=1 it is measured and written; otherwise it must name every bug, each of which other tests find.</summary>
public sealed class SeededBugTableTests
{
    private const string Begin = "<!-- seeded bugs: written by SeededBugTableTests -->\n";
    private const string End = "<!-- end of seeded bugs -->";

    [Fact]
    public void The_document_names_every_seeded_bug()
    {
        string path = Path.Combine(Root(), "docs", "reliability.md");
        string document = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("BETTERAUTH_WRITE_DOCS") == "1")
        {
            int start = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
            document = document[..start] + Table() + document[document.IndexOf(End, StringComparison.Ordinal)..];
            File.WriteAllText(path, document);
        }

        Assert.All(Bugs.All, bug => Assert.Contains($"| {bug.Name} |", document, StringComparison.Ordinal));
    }

    private static string Table()
    {
        StringBuilder table = new("\n| bug | steps to find | invariant |\n|---|---|---|\n");
        foreach ((string name, Func<Worlds.Seams> seams) in Bugs.All)
        {
            (int Steps, string Invariant)? found = SeededBugTests.Find(seams);
            table.Append(FormattableString.Invariant($"| {name} | {found?.Steps.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "not found"} | {found?.Invariant ?? "–"} |\n"));
        }

        return table.Append('\n').ToString();
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BetterAuth.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
