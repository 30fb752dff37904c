using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Call;

/// <summary>Create, change the recovery key, recover on a new device with it, then a session.</summary>
internal static class RecoverScenario
{
    public static async Task RunAsync(Caller caller)
    {
        BetterAuthClient lost = await caller.NewDeviceAsync().ConfigureAwait(false);
        BetterAuthClient found = await caller.NewDeviceAsync().ConfigureAwait(false);
        (_, Utf8Text recoveryHash) = Caller.NewRecoveryKey();
        (ISigningKey changed, Utf8Text changedHash) = Caller.NewRecoveryKey();
        (_, Utf8Text nextHash) = Caller.NewRecoveryKey();
        await caller.StepAsync("create account", () => lost.CreateAccountAsync(recoveryHash)).ConfigureAwait(false);
        await caller.StepAsync("change recovery key", () => lost.ChangeRecoveryKeyAsync(changedHash)).ConfigureAwait(false);
        await caller.StepAsync("recover account", () => found.RecoverAccountAsync(lost.Identity, changed, nextHash)).ConfigureAwait(false);
        await caller.SessionFlowAsync("new device", found).ConfigureAwait(false);
    }
}
