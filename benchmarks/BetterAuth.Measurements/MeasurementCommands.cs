using BetterAuth.Measurements.Figures;
using BetterAuth.Measurements.Headline;

namespace BetterAuth.Measurements;

/// <summary>The commands of this program, which the benchmark program has too.</summary>
internal static class MeasurementCommands
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, params IEnumerable<Contestant> more)
    {
        if (args is not ["headline"])
        {
            await Console.Error.WriteLineAsync("usage: headline");
            return 2;
        }

        foreach (Figure figure in await HeadlineRunner.RunAsync(Budget, more))
        {
            await output.WriteLineAsync(figure.ToString());
        }

        return 0;
    }
}
