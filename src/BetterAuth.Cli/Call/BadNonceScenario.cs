using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Call;

/// <summary>The server answers with another nonce; the client must not take it.</summary>
internal static class BadNonceScenario
{
    public static async Task RunAsync(Caller caller)
    {
        BetterAuthClient device = await caller.NewDeviceAsync().ConfigureAwait(false);
        (_, Utf8Text recoveryHash) = Caller.NewRecoveryKey();
        await caller.StepAsync("create account", () => device.CreateAccountAsync(recoveryHash)).ConfigureAwait(false);
        await caller.StepAsync("create session", () => device.CreateSessionAsync()).ConfigureAwait(false);
        await caller.StepAsync("refuse the answer", () => MustRefuseAsync(device)).ConfigureAwait(false);
    }

    private static async ValueTask MustRefuseAsync(BetterAuthClient device)
    {
        try
        {
            await Caller.AccessAsync(device, "/bad/nonce").ConfigureAwait(false);
        }
        catch (BetterAuthException exception) when (exception.Refusal["origin"] is null)
        {
            // Ours: a server that refuses the request itself has shown nothing about its answers.
            return;
        }

        throw new InvalidDataException("/bad/nonce was taken for an answer.");
    }
}
