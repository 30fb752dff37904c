using BetterAuth.Cli.Demo;
using BetterAuth.Cli.Tests.Support;

namespace BetterAuth.Cli.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TextConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task The_demo_goes_through_fifteen_steps_and_leaves_nothing()
    {
        int exitCode = await DemoCommand.RunAsync(_console.Console, TestContext.Current.CancellationToken);

        string[] lines = _console.Lines;
        Assert.Equal("demo: 15 of 15 steps as expected", lines[^1]);
        Assert.Equal(0, exitCode);
        Assert.Equal(17, lines.Length);
        for (int step = 1; step <= 15; step++)
        {
            Assert.StartsWith($"{step,2} ok ", lines[step], StringComparison.Ordinal);
        }

        Assert.Equal(
            ["BA203", "BA101", "BA501", "BA103", "BA101"],
            lines[11..16].Select(line => line[line.IndexOf("BA", StringComparison.Ordinal)..][..5]));
        string folder = lines[0][(lines[0].LastIndexOf(' ') + 1)..];
        Assert.True(Path.IsPathRooted(folder) && !Directory.Exists(folder), folder);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 0)]
    public async Task The_exit_code_says_whether_every_step_went_as_expected(int succeeding, int exitCode)
    {
        DemoSteps steps = new(_console.Console);
        for (int step = 0; step < succeeding; step++)
        {
            await steps.MustSucceedAsync("step", () => Task.FromResult("done"));
        }

        await steps.MustSucceedAsync("step", () => throw new InvalidOperationException("broken"));

        Assert.Equal(exitCode, DemoCommand.Conclude(_console.Console, steps));
        Assert.Equal($"demo: {succeeding} of 15 steps as expected", _console.Lines[^1]);
    }
}
