using System.CommandLine;
using BetterAuth.TestKit;
using Spectre.Console;

namespace BetterAuth.Cli.Simulate;

/// <summary><c>betterauth simulate</c>: whole deployments in virtual time, with faults and an attacker, checked after every step.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        Option<long> firstSeed = new("--first-seed") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
        Option<int> seeds = new("--seeds") { Description = "How many seeds; each is a deployment of its own.", DefaultValueFactory = _ => 1000 };
        Option<long> steps = new("--steps") { Description = "Steps of all seeds together; at least one each.", DefaultValueFactory = _ => 1_000_000 };
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--seeds must be at least 1.");
            }
        });
        Command command = new("simulate", "Simulate deployments with crashes, lost messages and an attacker; 0 violations end with exit code 0.") { firstSeed, seeds, steps };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new() { FirstSeed = parsed.GetValue(firstSeed), Seeds = parsed.GetValue(seeds), Steps = Math.Max(parsed.GetValue(seeds), parsed.GetValue(steps)) },
            AnsiConsole.Console,
            Console.Out,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SimulationOptions options, IAnsiConsole console, TextWriter output, CancellationToken cancellationToken) =>
        await ReportAsync(await SimulationProgress.RunAsync(options, console, cancellationToken).ConfigureAwait(false), output).ConfigureAwait(false);

    /// <summary>0 only without a violation.</summary>
    internal static async Task<int> ReportAsync(SimulationSummary summary, TextWriter output)
    {
        foreach (Violation violation in summary.Violations)
        {
            await output.WriteLineAsync($"seed {violation.Seed}: {violation.Invariant} after {violation.FoundAfter} steps: {violation.Message}").ConfigureAwait(false);
            foreach (string line in violation.History)
            {
                await output.WriteLineAsync($"    {line}").ConfigureAwait(false);
            }

            await output.WriteLineAsync($"  again: betterauth simulate --first-seed {violation.Seed} --seeds 1 --steps {violation.Steps}").ConfigureAwait(false);
        }

        await output.WriteLineAsync(summary.ToString()).ConfigureAwait(false);
        return summary.Violations.Count == 0 ? 0 : 1;
    }
}
