using BetterAuth.Cli.Tests.Support;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Serve;

/// <summary>What the server does not start with, and how it says so.</summary>
public sealed class ServeRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = ServerProcess.FreePort();

    private string Data => _folder.File("server.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://192.0.2.1:8080")]
    [InlineData("http://example.com")]
    [InlineData("https://localhost:8080")]
    [InlineData("http://localhost:8080/api")]
    public async Task It_listens_on_loopback_alone(string url)
    {
        ToolRun run = await Tool.RunAsync(["serve", "--url", url, "--data", Data]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(url, run.Error, StringComparison.Ordinal);
        Assert.Contains("loopback address such as http://localhost:8080", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task The_passphrase_opens_the_keys_and_no_other_does()
    {
        byte[] key;
        await using (ServerProcess server = await ServerProcess.StartAsync(Data, _port, "correct horse"))
        {
            key = await ServerProcess.ResponseKeyAsync(server.Http);
        }

        Assert.False(File.Exists(Data + ".secret"));
        await AssertRefusedAsync("battery staple", "The passphrase is wrong");
        await AssertRefusedAsync(null, "BETTERAUTH_PASSPHRASE");
        Assert.False(File.Exists(Data + ".secret"));
        await using ServerProcess again = await ServerProcess.StartAsync(Data, _port, "correct horse");
        Assert.Equal(key, await ServerProcess.ResponseKeyAsync(again.Http));
    }

    [Fact]
    public async Task A_lost_or_damaged_secret_is_named_and_not_replaced()
    {
        byte[] secret;
        await using (await ServerProcess.StartAsync(Data, _port))
        {
            secret = await File.ReadAllBytesAsync(Data + ".secret");
        }

        File.Delete(Data + ".secret");
        await AssertRefusedAsync(null, Data + ".secret is missing");
        await File.WriteAllBytesAsync(Data + ".secret", secret[..31]);
        await AssertRefusedAsync(null, Data + ".secret does not hold 32 bytes");
        secret[0] ^= 1;
        await File.WriteAllBytesAsync(Data + ".secret", secret);
        await AssertRefusedAsync(null, "The secret is another one");
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_refused()
    {
        await File.WriteAllTextAsync(Data, new string('x', 5000));
        await AssertRefusedAsync(null, Data);
        Assert.Equal(new string('x', 5000), await File.ReadAllTextAsync(Data));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using ServerProcess server = await ServerProcess.StartAsync(Data, _port);
        ToolRun run = await Tool.RunAsync(["serve", "--url", $"http://localhost:{_port}", "--data", _folder.File("other.db")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($":{_port}", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string? passphrase, string says)
    {
        ToolRun run = await Tool.RunAsync(["serve", "--url", $"http://localhost:{_port}", "--data", Data], passphrase);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("betterauth serve: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
