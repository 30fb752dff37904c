using System.Globalization;
using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;
using BetterAuth.Measurements.Report;
using BetterAuth.Measurements.Timing;

namespace BetterAuth.Measurements;

/// <summary>The commands of this program, which the benchmark program has too.</summary>
internal static class MeasurementCommands
{
    private const string Usage = """
        usage: headline [--out FOLDER]   the figures, one per line, in half a minute
               report [--out FOLDER]     the same, and how costs grow; writes into docs/performance unless told otherwise
               timing [SAMPLES]          whether comparisons tell by their time where the difference is; a million samples unless told otherwise
        """;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command; returns the exit code.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Where figures are written.</param>
    /// <param name="more">What else takes part in the headline.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter output, params IEnumerable<Contestant> more)
    {
        if (args is ["timing", .. { Length: <= 1 } rest])
        {
            int samples = rest is [string given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
            return TimingReport.Run(samples, output) ? 0 : 1;
        }

        string? folder = args switch
        {
            ["headline"] => "",
            ["report"] => Path.Combine("docs", "performance"),
            ["headline" or "report", "--out", string chosen] => chosen,
            _ => null,
        };
        if (folder is null)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        List<(string File, string Text)> files = [.. await HeadlineAsync(output, more), ("machine.md", Machine.Describe(string.Join(' ', args)))];
        if (args[0] == "report")
        {
            files.AddRange(await GrowthReport.RunAsync(int.MaxValue, TimeSpan.FromMilliseconds(500)));
            await output.WriteAsync(files.Single(file => file.File == "growth.txt").Text);
        }

        if (folder.Length > 0)
        {
            Directory.CreateDirectory(folder);
            foreach ((string file, string text) in files)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, file), text);
            }
        }

        return 0;
    }

    private static async Task<IEnumerable<(string File, string Text)>> HeadlineAsync(TextWriter output, IEnumerable<Contestant> more)
    {
        IReadOnlyList<Figure> figures = await HeadlineRunner.RunAsync(Budget, more);
        string text = string.Concat(figures.Select(figure => figure + "\n"));
        await output.WriteAsync(text);
        return [("headline.txt", text), .. AccessCharts.Of(figures)];
    }
}
