using System.CommandLine;
using Spectre.Console;

namespace BetterAuth.Cli.Demo;

/// <summary><c>betterauth demo</c>: every protocol over real HTTP, then five attacks.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Command command = new("demo", "Run every protocol of better-auth against a server with a SQLite file, then attack it.");
        command.SetAction((_, cancellationToken) => RunAsync(AnsiConsole.Console, cancellationToken));
        return command;
    }

    /// <summary>0 only when every step went as expected.</summary>
    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, 160);
        DemoSteps steps = new(console);
        DemoWorld world = await DemoWorld.StartAsync(cancellationToken).ConfigureAwait(false);
        await using (world.ConfigureAwait(false))
        {
            console.MarkupLineInterpolated($"server {world.Address} with its accounts in {world.Folder}");
            await ProtocolTour.RunAsync(world, steps).ConfigureAwait(false);
            await Attacks.RunAsync(world, steps).ConfigureAwait(false);
        }

        console.MarkupLineInterpolated($"demo: {steps.AsExpected} of {steps.Count} steps as expected");
        return steps.AsExpected == steps.Count ? 0 : 1;
    }
}
