using BetterAuth.Cli.Tests.Support;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Calls;

/// <summary>Our client against a server.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task All_scenarios_go_as_expected_against_our_own_server()
    {
        using TemporaryFolder folder = new();
        int port = ServerProcess.FreePort();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.File("server.db"), port);

        ToolRun run = await Tool.RunAsync(["call", "--url", $"http://localhost:{port}", "--scenario", "all"]);

        Assert.Equal((0, "call: 4 of 4 scenarios as expected"), (run.ExitCode, run.LastLine));
        foreach (string scenario in (string[])["full", "recover", "link", "bad-nonce"])
        {
            Assert.Contains($"{scenario}: create account (", run.Output, StringComparison.Ordinal);
        }

        ToolRun one = await Tool.RunAsync(["call", "--url", $"http://127.0.0.1:{port}", "--scenario", "full"]);
        Assert.Equal((0, "call: 1 of 1 scenarios as expected"), (one.ExitCode, one.LastLine));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be_so()
    {
        int port = ServerProcess.FreePort();
        ToolRun run = await Tool.RunAsync(["call", "--url", $"http://localhost:{port}", "--scenario", "all"]);
        Assert.Equal((1, "call: 0 of 4 scenarios as expected"), (run.ExitCode, run.LastLine));
        Assert.Contains($"full: FAILED: Connection refused (localhost:{port})", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://localhost")]
    [InlineData("")]
    public async Task What_is_no_url_is_named(string url)
    {
        foreach (string command in (string[])["call", "serve"])
        {
            ToolRun run = await Tool.RunAsync([command, "--url", url]);
            Assert.NotEqual(0, run.ExitCode);
            Assert.Contains($"'{url}' is no URL; give one such as http://localhost:8080.", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_unknown_scenario_is_named()
    {
        ToolRun run = await Tool.RunAsync(["call", "--scenario", "everything"]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("everything", run.Error, StringComparison.Ordinal);
    }
}
