using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 9.</summary>
public sealed class UnlinkDeviceCases : CaseBase
{
    [Fact]
    public async Task UL_01_UL_17_the_target_is_revoked_and_the_revocation_outlives_every_token()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        Assert.True((await LoadAsync(first.Identity)).Find(second.Device)!.IsRevoked);
        Revocation revocation = Assert.Single(RevocationsOf(first.Identity));
        Assert.Equal(second.Device, revocation.Device);
        Assert.Equal(World.Clock.GetUtcNow() + World.Options.Sessions.AccessLifetime + (4 * World.Options.Sessions.ClockSkew), revocation.Until);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task UL_02_UL_03_UL_04_X_10_a_device_may_unlink_itself_and_is_told_so_again(bool twiceHashed)
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        Utf8Text single = World.Hash(second.Key(2).PublicKey);
        byte[] message = await MoveAsync(second, Operation.UnlinkDevice, second.UnlinkRequest(second.Device, twiceHashed ? World.Hash(single) : single));

        await AcknowledgedWithoutChangeAsync(Operation.UnlinkDevice, message);
        await RefusedAsync(Operation.RotateDevice, second.Gated(second.RotateRequest()), ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task UL_05_UL_06_UL_07_a_target_that_is_not_active_here_is_refused_and_the_caller_stays_where_it_is()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedDevice elsewhere = await NewAccountAsync();
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        await RefusedAsync(Operation.UnlinkDevice, first.Gated(first.UnlinkRequest(FreshHash())), ErrorCode.InvalidDevice, "unknown");
        await RefusedAsync(Operation.UnlinkDevice, first.Gated(first.UnlinkRequest(second.Device)), ErrorCode.InvalidDevice, "revoked");
        await RefusedAsync(Operation.UnlinkDevice, first.Gated(first.UnlinkRequest(elsewhere.Device)), ErrorCode.InvalidDevice, "unknown");
        await RotateAsync(first);
        await RotateAsync(elsewhere);
    }

    [Theory, InlineData("{}"), InlineData("{\"device\":\"\"}"), InlineData("{\"device\":null}"), InlineData("{\"payload\":{},\"signature\":\"\"}")]
    public async Task UL_08_a_link_that_names_no_device_is_refused(string link)
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(Operation.UnlinkDevice, device.Gated(device.LinkRequest(link)), ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task UL_10_of_two_devices_that_unlink_each_other_exactly_one_succeeds()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        byte[][] messages = [first.Gated(first.UnlinkRequest(second.Device)), second.Gated(second.UnlinkRequest(first.Device))];

        Refusal?[] refusals = await Task.WhenAll(messages.Select(message => Task.Run(async () => (await World.ExecuteAsync(Operation.UnlinkDevice, message)).Refusal)));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.Single((await LoadAsync(first.Identity)).ActiveDevices);
    }

    [Fact]
    public async Task UL_12_the_last_device_may_be_unlinked_and_recovery_works()
    {
        ForgedDevice device = await NewAccountAsync();
        await MoveAsync(device, Operation.UnlinkDevice, device.UnlinkRequest(device.Device));
        ForgedDevice found = new(World, device.Identity);

        await AcknowledgedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(device.Recovery, FreshHash()), device.Recovery));
    }

    [Fact]
    public async Task X_12_a_device_that_was_unlinked_is_still_told_what_it_did()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        byte[] rotate = await RotateAsync(second);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, rotate);
    }
}
