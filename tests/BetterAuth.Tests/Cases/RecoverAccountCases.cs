using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 5.</summary>
public sealed class RecoverAccountCases : CaseBase
{
    [Fact]
    public async Task RA_01_a_recovery_revokes_every_device_and_replaces_the_recovery_hash()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        (ForgedDevice found, byte[] message, Utf8Text next) = Recovery(first);

        await AcknowledgedAsync(Operation.RecoverAccount, message);

        Account account = await LoadAsync(first.Identity);
        Assert.Equal(next, account.RecoveryHash);
        Assert.Equal([found.Device], account.ActiveDevices.Select(device => device.Id));
        Assert.True(account.Find(first.Device)!.IsRevoked);
        Assert.True(account.Find(second.Device)!.IsRevoked);
    }

    [Fact]
    public async Task RA_02_a_repeated_recovery_is_acknowledged_and_changes_nothing()
    {
        ForgedDevice lost = await NewAccountAsync();
        (ForgedDevice found, byte[] message, Utf8Text next) = Recovery(lost);
        await AcknowledgedAsync(Operation.RecoverAccount, message);

        await AcknowledgedWithoutChangeAsync(Operation.RecoverAccount, message);
        await AcknowledgedWithoutChangeAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, next), lost.Recovery));
    }

    [Fact]
    public async Task RA_03_another_recovery_key_is_refused()
    {
        ForgedDevice lost = await NewAccountAsync();
        ISigningKey stranger = World.Suite.Keys.Generate();
        ForgedDevice found = new(World, lost.Identity);

        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(stranger, FreshHash()), stranger), ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task RA_04_the_new_device_cannot_sign_for_the_recovery_key()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice found = new(World, lost.Identity);

        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, FreshHash()), found.Key(0)), ErrorCode.InvalidMessage, "signature");
    }

    [Fact]
    public async Task RA_05_a_device_that_is_not_derived_from_its_keys_is_refused()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice found = new(World, lost.Identity);
        found.Device = FreshHash();

        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, FreshHash()), lost.Recovery), ErrorCode.InvalidDevice, "underivable");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task RA_06_RA_07_a_device_that_exists_is_refused_and_the_recovery_key_is_not_spent(bool revoked)
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        if (revoked)
        {
            await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));
        }

        await RefusedAsync(Operation.RecoverAccount, second.Message(second.RecoverRequest(first.Recovery, FreshHash()), first.Recovery), ErrorCode.InvalidDevice, "exists");

        await AcknowledgedAsync(Operation.RecoverAccount, Recovery(first).Message);
    }

    [Fact]
    public async Task RA_08_DA_09_an_unknown_and_a_deleted_identity_cannot_be_recovered()
    {
        ForgedDevice lost = new(World);
        await RefusedAsync(Operation.RecoverAccount, Recovery(lost).Message, ErrorCode.InvalidIdentity, "unknown");

        ForgedDevice deleted = await NewAccountAsync();
        await MoveAsync(deleted, Operation.DeleteAccount, deleted.RotateRequest());
        await RefusedAsync(Operation.RecoverAccount, Recovery(deleted).Message, ErrorCode.InvalidIdentity, "deleted");
    }

    [Fact]
    public async Task RA_09_the_same_recovery_key_again_is_refused()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice found = new(World, lost.Identity);

        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, World.Hash(lost.Recovery.PublicKey)), lost.Recovery), ErrorCode.InvalidHash, "recovery");
    }

    [Theory, InlineData(0), InlineData(1)]
    public async Task RA_10_a_recovery_hash_of_a_device_key_is_refused(int key)
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice found = new(World, lost.Identity);

        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, World.Hash(found.Key(key).PublicKey)), lost.Recovery), ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task RA_11_X_14_the_last_recovery_is_acknowledged_again_after_the_device_moved_on()
    {
        ForgedDevice lost = await NewAccountAsync();
        (ForgedDevice found, byte[] message, _) = Recovery(lost);
        await AcknowledgedAsync(Operation.RecoverAccount, message);
        await MoveAsync(found, Operation.ChangeRecoveryKey, found.ChangeRequest(FreshHash()));

        await AcknowledgedWithoutChangeAsync(Operation.RecoverAccount, message);
    }

    [Fact]
    public async Task RA_12_X_15_the_first_recovery_is_refused_after_the_second()
    {
        ForgedDevice lost = await NewAccountAsync();
        ISigningKey next = World.Suite.Keys.Generate();
        ForgedDevice found = new(World, lost.Identity);
        byte[] first = found.Message(found.RecoverRequest(lost.Recovery, World.Hash(next.PublicKey)), lost.Recovery);
        await AcknowledgedAsync(Operation.RecoverAccount, first);
        ForgedDevice again = new(World, lost.Identity);
        await AcknowledgedAsync(Operation.RecoverAccount, again.Message(again.RecoverRequest(next, FreshHash()), next));

        await RefusedAsync(Operation.RecoverAccount, first, ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task RA_13_no_recovery_hash_comes_back()
    {
        ForgedDevice device = await NewAccountAsync();
        Utf8Text original = World.Hash(device.Recovery.PublicKey);
        await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));

        await RefusedAsync(Operation.ChangeRecoveryKey, device.Gated(device.ChangeRequest(original)), ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task RA_16_of_two_recoveries_at_once_exactly_one_is_applied()
    {
        ForgedDevice lost = await NewAccountAsync();
        byte[][] messages = [.. Enumerable.Range(0, 8).Select(_ => Recovery(lost).Message)];

        Refusal?[] refusals = await Task.WhenAll(messages.Select(message => Task.Run(async () => (await World.ExecuteAsync(Operation.RecoverAccount, message)).Refusal)));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.Single((await LoadAsync(lost.Identity)).ActiveDevices);
    }

    [Fact]
    public async Task RA_20_a_container_made_before_is_good_for_the_new_device()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice waiting = new(World, lost.Identity);
        string container = waiting.Container();
        (ForgedDevice found, byte[] message, _) = Recovery(lost);
        await AcknowledgedAsync(Operation.RecoverAccount, message);

        await MoveAsync(found, Operation.LinkDevice, found.LinkRequest(container));
    }

    [Fact]
    public async Task RA_21_a_thousand_devices_are_revoked_in_one_commit()
    {
        int devices = TestBudget.IsSample ? 1000 : Account.MaxRevokedDevices + 10;
        World large = new(configure: options => options with { MaxDevices = devices + 1 });
        ForgedDevice lost = await NewAccountAsync(large);
        for (int i = 0; i < devices; i++)
        {
            ForgedDevice linked = new(large, lost.Identity);
            await ServerAssert.AcknowledgedAsync(large, Operation.LinkDevice, lost.Gated(lost.LinkRequest(linked.Container())));
            lost.Position++;
        }

        long version = (await large.Store.LoadAsync(lost.Identity))!.Value.Version;
        ForgedDevice found = new(large, lost.Identity);
        await ServerAssert.AcknowledgedAsync(large, Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, FreshHash()), lost.Recovery));

        StoredAccount stored = (await large.Store.LoadAsync(lost.Identity))!.Value;
        Account account = AccountRecord.Decode(stored.Record);
        Assert.Equal(version + 1, stored.Version);
        Assert.Single(account.ActiveDevices);
        Assert.Equal(1 + Account.MaxRevokedDevices, account.Devices.Length);
    }

    private (ForgedDevice Device, byte[] Message, Utf8Text Next) Recovery(ForgedDevice lost)
    {
        ForgedDevice found = new(World, lost.Identity);
        Utf8Text next = FreshHash();
        return (found, found.Message(found.RecoverRequest(lost.Recovery, next), lost.Recovery), next);
    }
}
