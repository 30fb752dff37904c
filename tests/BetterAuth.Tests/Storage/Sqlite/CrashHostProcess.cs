using System.Diagnostics;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>The process that is killed and traced: BetterAuth.CrashHost, which the build puts beside the tests.</summary>
internal static class CrashHostProcess
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "BetterAuth.CrashHost.exe" : "BetterAuth.CrashHost");

    /// <summary>Puts the store under load, kills it (SIGKILL) after <paramref name="acknowledgements"/> and gives all that it acknowledged.</summary>
    public static async Task<List<string>> LoadAndKillAsync(string path, int acknowledgements, CancellationToken cancellationToken)
    {
        using Process process = Start(Host, ["load", path]);
        List<string> lines = [];
        try
        {
            while (lines.Count < acknowledgements && await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(line);
            }
        }
        finally
        {
            process.Kill();
        }

        // What was still in the pipe was acknowledged too, except a line that the kill cut.
        string rest = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        lines.AddRange(rest.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(lines.Count >= acknowledgements, $"The host ended by itself: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
        return [.. lines.Where(line => line.EndsWith('.')).Select(line => line[..^1])];
    }

    /// <summary>Runs the host under strace; its log of synchronisations and of writes to standard output, in the order of time.</summary>
    public static async Task<string[]> TraceAsync(string strace, string path, string mode, int commits, CancellationToken cancellationToken)
    {
        string log = path + ".strace";
        using Process process = Start(strace, ["-f", "-y", "-e", "trace=fdatasync,fsync,write", "-o", log, Host, mode, path, $"{commits}"]);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"strace ended with {process.ExitCode}: {errors}");
        Assert.Equal(["Opened.", .. Enumerable.Range(1, commits).Select(number => $"Committed {number}.")], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return await File.ReadAllLinesAsync(log, cancellationToken);
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
