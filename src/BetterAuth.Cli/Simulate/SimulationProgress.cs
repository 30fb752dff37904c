using BetterAuth.TestKit;
using Spectre.Console;

namespace BetterAuth.Cli.Simulate;

/// <summary>Runs a simulation, and shows on a terminal how far it is.</summary>
internal static class SimulationProgress
{
    public static Task<SimulationSummary> RunAsync(SimulationOptions options, IAnsiConsole console, CancellationToken cancellationToken) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? ShowAsync(options, console, cancellationToken)
            : Task.Run(() => Simulator.Run(options, cancellationToken), cancellationToken);

    private static Task<SimulationSummary> ShowAsync(SimulationOptions options, IAnsiConsole console, CancellationToken cancellationToken) => console
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(context =>
        {
            ProgressTask bar = context.AddTask("simulating", maxValue: options.Steps);
            SimulationOptions shown = options with { Progress = new Reporter(bar) };
            return Task.Run(() => Simulator.Run(shown, cancellationToken), cancellationToken);
        });

    private sealed class Reporter(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value = Math.Max(bar.Value, value);
    }
}
