using BetterAuth.Client;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Call;

/// <summary>Create, rotate, session, refresh, access, delete.</summary>
internal static class FullScenario
{
    public static async Task RunAsync(Caller caller)
    {
        BetterAuthClient device = await caller.NewDeviceAsync().ConfigureAwait(false);
        (_, Utf8Text recoveryHash) = Caller.NewRecoveryKey();
        await caller.StepAsync("create account", () => device.CreateAccountAsync(recoveryHash)).ConfigureAwait(false);
        await caller.SessionFlowAsync("device", device).ConfigureAwait(false);
        await caller.StepAsync("delete account", () => device.DeleteAccountAsync()).ConfigureAwait(false);
    }
}
