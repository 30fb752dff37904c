using System.Diagnostics;
using System.Globalization;
using BetterAuth.Cli.Tests.Support;
using BetterAuth.Tests.Support;

namespace BetterAuth.Cli.Tests.Serve;

/// <summary>What can be had of a running server's memory. The kernel hands what belongs to a process that is not to be dumped to root, which is how one sees from outside that it is none.</summary>
public sealed class DumpTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData(false), InlineData(true)]
    public async Task M_03_a_server_is_not_dumped_unless_that_was_asked_for(bool allowed)
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1FF); // everybody's, whoever the server runs as
        }

        using Process process = Start(["serve", "--url", $"http://localhost:{ServerProcess.FreePort()}", "--data", _folder.File("server.db"), .. allowed ? (string[])["--allow-dumps"] : []]);
        try
        {
            Assert.StartsWith("betterauth serve: ", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

            string owner = await OwnerOfAsync($"/proc/{process.Id}/mem");

            Assert.Equal(allowed, owner != "0");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>As a user who is not root, or everything would be root's.</summary>
    private static Process Start(string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, "BetterAuth.Cli");
        ProcessStartInfo start = Environment.IsPrivilegedProcess
            ? new("setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", tool, .. arguments])
            : new(tool, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    private static async Task<string> OwnerOfAsync(string path)
    {
        using Process stat = Process.Start(new ProcessStartInfo("stat", ["--format=%u", path]) { RedirectStandardOutput = true })!;
        string owner = await stat.StandardOutput.ReadToEndAsync();
        await stat.WaitForExitAsync();
        return int.Parse(owner, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
