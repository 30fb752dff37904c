using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, sections 6 and 10.</summary>
public sealed class DeleteAndChangeCases : CaseBase
{
    [Fact]
    public async Task DA_01_DA_15_only_a_tombstone_is_left()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(device);
        await MoveAsync(device, Operation.DeleteAccount, device.RotateRequest());

        Account account = await LoadAsync(device.Identity);
        Assert.Equal(World.Start, account.DeletedAt);
        Assert.Empty(account.Devices);
        Assert.True(account.RecoveryHash.IsEmpty);
        Assert.Empty(await World.Store.FindIdentitiesAsync(RowKind.Device, second.Device.Memory));
        Assert.Equal(2, RevocationsOf(device.Identity).Count);
    }

    [Fact]
    public async Task DA_02_X_11_a_repeated_deletion_is_acknowledged_a_day_later()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] message = await MoveAsync(device, Operation.DeleteAccount, device.RotateRequest());
        World.Clock.Advance(TimeSpan.FromDays(1));

        await AcknowledgedWithoutChangeAsync(Operation.DeleteAccount, message);
    }

    [Theory, InlineData(0), InlineData(3)]
    public async Task DA_03_DA_04_only_the_committed_key_deletes(int key)
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(Operation.DeleteAccount, device.Message(device.RotateRequest(key, FreshHash()), device.Key(key)), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task DA_05_unknown_identities_unknown_devices_and_revoked_devices_delete_nothing()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedDevice nobody = new(World);
        ForgedDevice stranger = new(World, first.Identity);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        await RefusedAsync(Operation.DeleteAccount, nobody.Gated(nobody.RotateRequest()), ErrorCode.InvalidIdentity, "unknown");
        await RefusedAsync(Operation.DeleteAccount, stranger.Gated(stranger.RotateRequest()), ErrorCode.InvalidDevice, "unknown");
        await RefusedAsync(Operation.DeleteAccount, second.Gated(second.RotateRequest()), ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task DA_06_nothing_works_after_a_deletion()
    {
        ForgedDevice device = await NewAccountAsync();
        string container = new ForgedDevice(World, device.Identity).Container();
        (Operation, string)[] attempts =
        [
            (Operation.RotateDevice, device.RotateRequest()),
            (Operation.LinkDevice, device.LinkRequest(container)),
            (Operation.UnlinkDevice, device.UnlinkRequest(device.Device)),
            (Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash())),
        ];
        byte[][] messages = [.. attempts.Select(attempt => device.Gated(attempt.Item2))];
        await MoveAsync(device, Operation.DeleteAccount, device.RotateRequest());

        foreach ((byte[] message, (Operation operation, _)) in messages.Zip(attempts))
        {
            await RefusedAsync(operation, message, ErrorCode.InvalidIdentity, "deleted");
        }
    }

    [Fact]
    public async Task DA_12_DA_13_other_messages_and_self_commitments_delete_nothing()
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(Operation.DeleteAccount, device.Gated(device.UnlinkRequest(device.Device)), ErrorCode.InvalidMessage);
        await RefusedAsync(Operation.DeleteAccount, device.Gated(device.ChangeRequest(FreshHash())), ErrorCode.InvalidMessage);
        await RefusedAsync(Operation.DeleteAccount, device.Gated(device.RotateRequest(rotationHash: World.Hash(device.Key(1).PublicKey))), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task X_06_an_applied_rotate_acknowledges_no_delete_of_the_same_content()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] rotate = await RotateAsync(device);

        await RefusedAsync(Operation.DeleteAccount, rotate, ErrorCode.InvalidHash, "rotation");
        Assert.False((await LoadAsync(device.Identity)).IsDeleted);
    }

    [Fact]
    public async Task RC_01_RC_02_RC_10_the_recovery_hash_is_replaced_once_and_the_old_key_is_worthless()
    {
        ForgedDevice device = await NewAccountAsync();
        Utf8Text changed = FreshHash();
        byte[] message = await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(changed));

        await AcknowledgedWithoutChangeAsync(Operation.ChangeRecoveryKey, message);
        Assert.Equal(changed, (await LoadAsync(device.Identity)).RecoveryHash);
        ForgedDevice found = new(World, device.Identity);
        await RefusedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(device.Recovery, FreshHash()), device.Recovery), ErrorCode.InvalidHash, "recovery");
    }

    [Fact]
    public async Task RC_03_a_retry_with_another_recovery_hash_is_refused_and_a_rotate_lets_the_client_back_in()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] retry = device.Gated(device.ChangeRequest(FreshHash()));
        byte[] rotate = device.Gated(device.RotateRequest());
        await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));

        await RefusedAsync(Operation.ChangeRecoveryKey, retry, ErrorCode.InvalidHash, "rotation");
        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, rotate);
        await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));
    }

    [Fact]
    public async Task RC_05_RC_06_RC_07_a_recovery_hash_must_be_there_and_must_be_a_new_secret()
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(Operation.ChangeRecoveryKey, device.Gated(device.RotateRequest()), ErrorCode.InvalidMessage, "payload.request.authentication.recoveryHash");
        await RefusedAsync(Operation.ChangeRecoveryKey, device.Gated(device.UnlinkRequest(device.Device)), ErrorCode.InvalidMessage);
        foreach (Utf8Text bad in (Utf8Text[])[World.Hash(device.Key(1).PublicKey), World.Hash(device.Key(2).PublicKey), World.Hash(device.Recovery.PublicKey)])
        {
            await RefusedAsync(Operation.ChangeRecoveryKey, device.Gated(device.ChangeRequest(bad)), ErrorCode.InvalidHash, "recovery");
        }
    }
}
