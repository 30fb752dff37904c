using System.Diagnostics;
using BetterAuth.Errors;
using Spectre.Console;

namespace BetterAuth.Cli.Demo;

/// <summary>Runs steps and says of each, in one line, what happened and how long it took.</summary>
internal sealed class DemoSteps(IAnsiConsole console)
{
    public int Count { get; private set; }

    public int AsExpected { get; private set; }

    /// <summary>A step that must succeed.</summary>
    public async Task MustSucceedAsync(string name, Func<Task<string>> step)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            Report(name, await step().ConfigureAwait(false), started, asExpected: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Report(name, exception.Message, started, asExpected: false);
        }
    }

    /// <summary>An attack that must be refused with <paramref name="code"/>; it gives the refusal, or null when it got through.</summary>
    public async Task MustBeRefusedAsync(string name, string code, Func<Task<Refused?>> attack)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            Refused? refused = await attack().ConfigureAwait(false);
            Report(name, refused?.ToString() ?? "got through", started, refused?.Code == code);
        }
        catch (BetterAuthException exception)
        {
            Refused refused = new(exception);
            Report(name, refused.ToString(), started, refused.Code == code);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Report(name, exception.Message, started, asExpected: false);
        }
    }

    private void Report(string name, string what, long started, bool asExpected)
    {
        Count++;
        AsExpected += asExpected ? 1 : 0;
        double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string mark = asExpected ? "[green]ok[/]    " : "[red]FAILED[/]";
        console.MarkupLine($"{Count,2} {mark} {Markup.Escape(name),-34} {milliseconds,7:0.0} ms  [grey]{Markup.Escape(what)}[/]");
    }
}
