using BetterAuth.Cli.Tests.Support;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Info;

public class InfoTests
{
    [Theory]
    [InlineData("scalar")]
    [InlineData("platform")]
    public async Task It_names_the_strategy_that_was_forced_and_those_there_are(string strategy)
    {
        ToolRun run = await Tool.RunAsync(["info"], strategy: strategy);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"(?m)^strategy +{strategy} \(here: (avx512, )?(avx2, )?scalar, platform;", run.Output);
        Assert.Matches(@"(?m)^version +\d+\.\d+\.\d+", run.Output);
        Assert.Matches(@"(?m)^instruction sets +\w", run.Output);
    }

    [Fact]
    public async Task A_strategy_that_is_unknown_is_an_error_which_lists_those_there_are()
    {
        ToolRun run = await Tool.RunAsync(["info"], strategy: "abacus");
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("BETTERAUTH_P256: the strategy 'abacus' is unknown.", run.Error, StringComparison.Ordinal);
        Assert.Contains("scalar, platform.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_does_not_start_with_it()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await Tool.RunAsync(["serve", "--url", $"http://localhost:{ServerProcess.FreePort()}", "--data", folder.File("server.db")], strategy: "abacus");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("betterauth serve: BETTERAUTH_P256: the strategy 'abacus' is unknown.", run.Error, StringComparison.Ordinal);
    }
}
