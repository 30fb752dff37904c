using BetterAuth.Cli.Simulate;
using BetterAuth.Cli.Tests.Support;
using BetterAuth.TestKit;

namespace BetterAuth.Cli.Tests.Simulate;

public sealed class SimulateTests
{
    [Fact]
    public async Task A_simulation_says_at_last_how_much_it_tried()
    {
        ToolRun run = await Tool.RunAsync(["simulate", "--first-seed", "7", "--seeds", "3", "--steps", "1000"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("simulated: 3 seeds, 1000 steps, 0 violations", run.LastLine);
    }

    [Fact]
    public async Task No_seeds_at_all_are_refused()
    {
        ToolRun run = await Tool.RunAsync(["simulate", "--seeds", "0"]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--seeds must be at least 1.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_violation_is_shown_with_its_history_and_the_command_that_repeats_it()
    {
        using StringWriter output = new();
        SimulationSummary summary = new(1, 500, [new(7, 500, 12, "I1", "It happened twice.", ["first", "second"])]);

        int exitCode = await SimulateCommand.ReportAsync(summary, output);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            """
            seed 7: I1 after 12 steps: It happened twice.
                first
                second
              again: betterauth simulate --first-seed 7 --seeds 1 --steps 500
            simulated: 1 seeds, 500 steps, 1 violations

            """,
            output.ToString());
    }
}
