using BetterAuth.Cli.Development;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;

namespace BetterAuth.Cli.Demo;

/// <summary>Every operation of the protocol, by two devices.</summary>
internal static class ProtocolTour
{
    public static async Task RunAsync(DemoWorld world, DemoSteps steps)
    {
        IKeyFactory keys = CryptographicSuite.Default.Keys;
        using ISigningKey recovery = keys.Generate();
        using ISigningKey changedRecovery = keys.Generate();
        using ISigningKey nextRecovery = keys.Generate();
        BetterAuthClient phone = await world.OpenClientAsync("phone").ConfigureAwait(false);
        BetterAuthClient laptop = await world.OpenClientAsync("laptop").ConfigureAwait(false);
        BetterAuthClient tablet = await world.OpenClientAsync("tablet").ConfigureAwait(false);

        await steps.MustSucceedAsync("create account", async () =>
        {
            await phone.CreateAccountAsync(DemoWorld.HashOf(recovery)).ConfigureAwait(false);
            return $"identity {phone.Identity}";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("rotate the device key", async () =>
        {
            await phone.RotateDeviceAsync().ConfigureAwait(false);
            return $"device {phone.Device} reveals its next key";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("create session", async () =>
        {
            await phone.CreateSessionAsync().ConfigureAwait(false);
            return $"token until {phone.SessionExpiry:HH:mm:ss} UTC";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("refresh session", async () =>
        {
            await phone.RefreshSessionAsync().ConfigureAwait(false);
            return $"token until {phone.SessionExpiry:HH:mm:ss} UTC, access key rotated";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("access request", async () => await AccessAsync(phone).ConfigureAwait(false)).ConfigureAwait(false);
        await steps.MustSucceedAsync("link a second device", async () =>
        {
            await phone.LinkDeviceAsync(await laptop.CreateLinkContainerAsync(phone.Identity).ConfigureAwait(false)).ConfigureAwait(false);
            await laptop.CreateSessionAsync().ConfigureAwait(false);
            return $"device {laptop.Device}: {await AccessAsync(laptop).ConfigureAwait(false)}";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("unlink it", async () =>
        {
            await phone.UnlinkDeviceAsync(laptop.Device).ConfigureAwait(false);
            return await RefusalOfAsync(laptop).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("change the recovery key", async () =>
        {
            await phone.ChangeRecoveryKeyAsync(DemoWorld.HashOf(changedRecovery)).ConfigureAwait(false);
            return "the former one is worth nothing now";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("recover on a new device", async () =>
        {
            await tablet.RecoverAccountAsync(phone.Identity, changedRecovery, DemoWorld.HashOf(nextRecovery)).ConfigureAwait(false);
            await tablet.CreateSessionAsync().ConfigureAwait(false);
            return $"{await AccessAsync(tablet).ConfigureAwait(false)}; the first device: {await RefusalOfAsync(phone).ConfigureAwait(false)}";
        }).ConfigureAwait(false);
        await steps.MustSucceedAsync("delete account", async () =>
        {
            await tablet.DeleteAccountAsync().ConfigureAwait(false);
            return "a tombstone stays for ever";
        }).ConfigureAwait(false);
    }

    private static async Task<string> AccessAsync(BetterAuthClient client)
    {
        FooBarResponse response = await client.MakeAccessRequestAsync<FooBarRequest, FooBarResponse>("/foo/bar", new("bar", "foo")).ConfigureAwait(false);
        return response is { WasFoo: "bar", WasBar: "foo" } ? "/foo/bar answered, signed" : throw new InvalidDataException($"/foo/bar answered {response}.");
    }

    /// <summary>The device is out: its session cannot be refreshed.</summary>
    private static async Task<string> RefusalOfAsync(BetterAuthClient client)
    {
        try
        {
            await client.RefreshSessionAsync().ConfigureAwait(false);
        }
        catch (InvalidDeviceException)
        {
            return "refresh refused with BA103";
        }

        throw new InvalidDataException("The device's session could still be refreshed.");
    }
}
