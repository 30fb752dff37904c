using System.CommandLine;
using BetterAuth.Errors;

namespace BetterAuth.Cli.Call;

/// <summary><c>betterauth call</c>: our client against any better-auth server.</summary>
internal static class CallCommand
{
    private static readonly Dictionary<string, Func<Caller, Task>> Scenarios = new()
    {
        ["full"] = FullScenario.RunAsync,
        ["recover"] = RecoverScenario.RunAsync,
        ["link"] = LinkScenario.RunAsync,
        ["bad-nonce"] = BadNonceScenario.RunAsync,
    };

    public static Command Create()
    {
        Option<Uri> url = UrlOption.Create("The server.");
        Option<string> scenario = new("--scenario") { Description = "What to do there.", DefaultValueFactory = _ => "all" };
        scenario.AcceptOnlyFromAmong([.. Scenarios.Keys, "all"]);
        Command command = new("call", "Try this client against any better-auth server.") { url, scenario };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(url), parsed.GetRequiredValue(scenario), Console.Out, cancellationToken));
        return command;
    }

    /// <summary>0 only when all went as expected.</summary>
    public static async Task<int> RunAsync(Uri url, string scenario, TextWriter output, CancellationToken cancellationToken)
    {
        int failed = 0;
        int run = 0;
        foreach ((string name, Func<Caller, Task> body) in Scenarios.Where(candidate => scenario == "all" || candidate.Key == scenario))
        {
            run++;
            try
            {
                using Caller caller = await Caller.ConnectAsync(url, name, output, cancellationToken).ConfigureAwait(false);
                await body(caller).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is BetterAuthException or HttpRequestException or IOException or InvalidDataException)
            {
                failed++;
                await output.WriteLineAsync($"{name}: FAILED: {exception.Message}").ConfigureAwait(false);
            }
        }

        await output.WriteLineAsync($"call: {run - failed} of {run} scenarios as expected").ConfigureAwait(false);
        return failed == 0 ? 0 : 1;
    }
}
