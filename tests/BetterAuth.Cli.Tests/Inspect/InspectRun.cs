using System.CommandLine;
using System.Text;
using System.Text.Json;
using BetterAuth.Cli.Inspect;

namespace BetterAuth.Cli.Tests.Inspect;

/// <summary>One run of the command: its exit code and what it said.</summary>
internal sealed record InspectRun(int ExitCode, string Output, string Error)
{
    /// <summary>When the tests' commands run: 20 minutes after the recorded exchanges.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 39, 35, 932, TimeSpan.Zero);

    public string FirstLine => Output.Split('\n')[0].TrimEnd();

    /// <summary>The line of a member.</summary>
    public string Line(string path) => Output.Split('\n').Single(line => line.StartsWith($"  {path} ", StringComparison.Ordinal)).TrimEnd();

    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    public static InspectRun Of(params string[] arguments) => WithInput("", arguments);

    public static InspectRun WithInput(string input, params string[] arguments) => WithInput(Encoding.UTF8.GetBytes(input), arguments);

    public static InspectRun WithInput(byte[] input, params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Command command = InspectCommand.Create(() => new MemoryStream(input), new FixedClock());
        int exitCode = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return new(exitCode, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
