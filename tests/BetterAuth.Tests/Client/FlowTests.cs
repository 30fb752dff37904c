using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>The flows of every implementation's own suite, by our client against our server, with the suite that ships and with one that shares nothing with it.</summary>
public sealed class FlowTests
{
    public static TheoryData<string> Suites { get; } = ["default", "foreign"];

    [Theory, MemberData(nameof(Suites))]
    public async Task Create_rotate_session_refresh_access_delete(string suite)
    {
        World world = WorldOf(suite);
        (BetterAuthClient client, _) = await world.NewAccountAsync();
        await client.RotateDeviceAsync();
        await AssertSessionWorksAsync(client);

        await client.DeleteAccountAsync();

        Assert.True(client.Device.IsEmpty);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.RotateDeviceAsync());
    }

    [Theory, MemberData(nameof(Suites))]
    public async Task A_changed_recovery_key_recovers_onto_a_new_device(string suite)
    {
        World world = WorldOf(suite);
        (BetterAuthClient first, ISigningKey original) = await world.NewAccountAsync();
        ISigningKey changed = world.Suite.Keys.Generate();
        await first.ChangeRecoveryKeyAsync(world.Hash(changed.PublicKey));
        Utf8Text next = world.Hash(world.Suite.Keys.Generate().PublicKey);

        BetterAuthClient second = await world.NewClientAsync();
        await Assert.ThrowsAsync<InvalidHashException>(async () => await second.RecoverAccountAsync(first.Identity, original, next));
        await second.RecoverAccountAsync(first.Identity, changed, next);

        await AssertSessionWorksAsync(second);
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await first.CreateSessionAsync());
    }

    [Theory, MemberData(nameof(Suites))]
    public async Task A_linked_device_works_until_it_is_unlinked(string suite)
    {
        World world = WorldOf(suite);
        (BetterAuthClient first, _) = await world.NewAccountAsync();
        BetterAuthClient second = await world.NewClientAsync();
        await first.LinkDeviceAsync(await second.CreateLinkContainerAsync(first.Identity));
        await AssertSessionWorksAsync(second);
        await AssertSessionWorksAsync(first);

        await first.UnlinkDeviceAsync(second.Device);

        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await second.RefreshSessionAsync());
        await first.RefreshSessionAsync();
    }

    [Theory, MemberData(nameof(Suites))]
    public async Task A_device_that_unlinks_itself_is_gone(string suite)
    {
        World world = WorldOf(suite);
        (BetterAuthClient first, _) = await world.NewAccountAsync();
        BetterAuthClient second = await world.NewClientAsync();
        await first.LinkDeviceAsync(await second.CreateLinkContainerAsync(first.Identity));

        await second.UnlinkDeviceAsync(second.Device);

        Assert.True(second.Device.IsEmpty);
        await AssertSessionWorksAsync(first);
    }

    private static World WorldOf(string suite) => new(suite == "foreign" ? ForeignSuite.Create() : null);

    private static async Task AssertSessionWorksAsync(BetterAuthClient client)
    {
        await client.CreateSessionAsync();
        await client.RefreshSessionAsync();
        byte[] text = Encoding.UTF8.GetBytes("{\"foo\":\"bar\",\"ü\":[1,2]}");
        Assert.True(RawJson.TryParse(text, out RawJson request, out _));
        RawJson response = await client.MakeAccessRequestAsync("/echo", request);
        Assert.Equal(request, response);
    }
}
