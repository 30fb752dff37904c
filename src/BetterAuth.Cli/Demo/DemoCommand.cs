using System.CommandLine;
using BetterAuth.Errors;
using Spectre.Console;

namespace BetterAuth.Cli.Demo;

/// <summary><c>betterauth demo</c>: every protocol over real HTTP, then five attacks.</summary>
internal static class DemoCommand
{
    private const int StepCount = 15;

    public static Command Create()
    {
        Command command = new("demo", "Run every protocol of better-auth against a server with a SQLite file, then attack it.");
        command.SetAction((_, cancellationToken) => RunAsync(AnsiConsole.Console, cancellationToken));
        return command;
    }

    /// <summary>0 only when every step went as expected.</summary>
    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, 250);
        DemoSteps steps = new(console);
        DemoWorld world = await DemoWorld.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (world.ConfigureAwait(false))
        {
            console.MarkupLineInterpolated($"server {world.Address} with its accounts in {world.Folder}");
            try
            {
                await ProtocolTour.RunAsync(world, steps).ConfigureAwait(false);
                await Attacks.RunAsync(world, steps).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is BetterAuthException or HttpRequestException or InvalidOperationException)
            {
                console.MarkupLineInterpolated($"[red]stopped:[/] {exception.Message}");
            }
        }

        return Conclude(console, steps);
    }

    /// <summary>The last line and the exit code: a step that did not run is no better than one that failed.</summary>
    internal static int Conclude(IAnsiConsole console, DemoSteps steps)
    {
        console.MarkupLineInterpolated($"demo: {steps.AsExpected} of {StepCount} steps as expected");
        return steps.AsExpected == StepCount ? 0 : 1;
    }
}
