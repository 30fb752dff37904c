using BetterAuth.Client;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Call;

/// <summary>Create, link a second device, a session on both; the second unlinks the first, whose session is then refused.</summary>
internal static class LinkScenario
{
    public static async Task RunAsync(Caller caller)
    {
        BetterAuthClient first = await caller.NewDeviceAsync().ConfigureAwait(false);
        BetterAuthClient second = await caller.NewDeviceAsync().ConfigureAwait(false);
        (_, Utf8Text recoveryHash) = Caller.NewRecoveryKey();
        await caller.StepAsync("create account", () => first.CreateAccountAsync(recoveryHash)).ConfigureAwait(false);
        string container = await second.CreateLinkContainerAsync(first.Identity).ConfigureAwait(false);
        await caller.StepAsync("link device", () => first.LinkDeviceAsync(container)).ConfigureAwait(false);
        await caller.SessionFlowAsync("first", first).ConfigureAwait(false);
        await caller.SessionFlowAsync("second", second).ConfigureAwait(false);
        await caller.StepAsync("unlink the first", () => second.UnlinkDeviceAsync(first.Device)).ConfigureAwait(false);
        await caller.RefusedStepAsync("first: refresh session", () => first.RefreshSessionAsync()).ConfigureAwait(false);
        await caller.StepAsync("second: refresh session", () => second.RefreshSessionAsync()).ConfigureAwait(false);
    }
}
