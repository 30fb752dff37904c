using System.Diagnostics;

namespace BetterAuth.Cli.Tests.Support;

/// <summary>The built tool, run as its user runs it.</summary>
internal static class Tool
{
    private const string Passphrase = "BETTERAUTH_PASSPHRASE";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Process Start(IEnumerable<string> arguments, string? passphrase = null, string? strategy = null)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "BetterAuth.Cli.exe" : "BetterAuth.Cli"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(Passphrase);
        if (passphrase is not null)
        {
            start.Environment[Passphrase] = passphrase;
        }

        if (strategy is not null)
        {
            start.Environment["BETTERAUTH_P256"] = strategy;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs the tool to its end.</summary>
    public static async Task<ToolRun> RunAsync(string[] arguments, string? passphrase = null, string? strategy = null)
    {
        using Process process = Start(arguments, passphrase, strategy);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await EndAsync(process);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Waits for the end of a process; one that does not end fails the test and is killed.</summary>
    public static async Task EndAsync(Process process, TimeSpan? patience = null)
    {
        using CancellationTokenSource timeout = new(patience ?? Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail("The tool did not end.");
        }
    }
}

/// <summary>What a run of the tool said.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1].TrimEnd();
}
