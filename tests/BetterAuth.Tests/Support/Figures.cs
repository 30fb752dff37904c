namespace BetterAuth.Tests.Support;

/// <summary>What a test measured, as a line of <c>artifacts/figures/NAME.txt</c>: the test runner swallows what tests print.</summary>
internal static class Figures
{
    /// <summary>Writes the line.</summary>
    public static void Write(string name, string line)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "figures");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".txt"), line + "\n");
    }
}
