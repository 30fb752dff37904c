using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 7.</summary>
public sealed class RotateDeviceCases : CaseBase
{
    [Fact]
    public async Task RO_01_many_rotations_leave_the_last_key_in_force()
    {
        ForgedDevice device = await NewAccountAsync();
        for (int i = 0; i < 100; i++)
        {
            await RotateAsync(device);
        }

        Device stored = (await LoadAsync(device.Identity)).Find(device.Device)!;
        Assert.Equal(device.Key(100).PublicKey, stored.PublicKey);
        Assert.Equal(100, stored.Position);
    }

    [Fact]
    public async Task RO_02_RO_03_a_repeated_rotation_is_acknowledged_and_changes_nothing()
    {
        ForgedDevice device = await NewAccountAsync();
        string request = device.RotateRequest();
        byte[] message = device.Gated(request);
        byte[] again = device.Gated(request);
        await AcknowledgedAsync(Operation.RotateDevice, message);

        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, message);
        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, again);
    }

    [Fact]
    public async Task RO_04_the_same_key_cannot_commit_twice()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] other = device.Gated(device.RotateRequest(rotationHash: FreshHash()));
        await RotateAsync(device);

        await RefusedAsync(Operation.RotateDevice, other, ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task RO_05_X_05_the_last_message_but_one_is_refused()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] first = await RotateAsync(device);
        await RotateAsync(device);

        await RefusedAsync(Operation.RotateDevice, first, ErrorCode.InvalidHash, "rotation");
    }

    [Theory, InlineData(0), InlineData(2)]
    public async Task RO_06_RO_07_only_the_committed_key_moves_the_chain(int key)
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] message = device.Message(device.RotateRequest(key, FreshHash()), device.Key(key));

        await RefusedAsync(Operation.RotateDevice, message, ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task RO_08_RO_09_a_commitment_to_the_key_that_is_revealed_is_refused()
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(Operation.RotateDevice, device.Gated(device.RotateRequest(rotationHash: World.Hash(device.Key(1).PublicKey))), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task RO_10_a_commitment_to_a_key_of_long_ago_is_refused()
    {
        ForgedDevice device = await NewAccountAsync();
        await RotateAsync(device);
        await RotateAsync(device);

        foreach (int key in (int[])[0, 1, 2])
        {
            await RefusedAsync(Operation.RotateDevice, device.Gated(device.RotateRequest(rotationHash: World.Hash(device.Key(key).PublicKey))), ErrorCode.InvalidHash, "rotation");
        }
    }

    [Fact]
    public async Task RO_11_a_device_of_another_identity_is_refused()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice other = await NewAccountAsync();
        device.Identity = other.Identity;

        await RefusedAsync(Operation.RotateDevice, device.Gated(device.RotateRequest()), ErrorCode.InvalidDevice, "unknown");
    }

    [Fact]
    public async Task RO_12_a_boundary_moved_between_identity_and_device_is_refused()
    {
        ForgedDevice device = await NewAccountAsync();
        string identity = device.Identity.ToString();
        string request = device.RotateRequest()
            .Replace($"\"identity\":\"{identity}\"", $"\"identity\":\"{identity[..^1]}\"", StringComparison.Ordinal)
            .Replace($"\"device\":\"{device.Device}\"", $"\"device\":\"{identity[^1]}{device.Device}\"", StringComparison.Ordinal);

        await RefusedAsync(Operation.RotateDevice, device.Gated(request), ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task RO_13_RO_14_a_revoked_device_does_not_rotate()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        await MoveAsync(second, Operation.UnlinkDevice, second.UnlinkRequest(second.Device, World.Hash(World.Hash(second.Key(2).PublicKey))));

        await RefusedAsync(Operation.RotateDevice, second.Gated(second.RotateRequest()), ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task RO_15_a_message_that_was_held_back_for_a_year_is_good_until_the_device_moves()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] held = device.Gated(device.RotateRequest());
        World.Clock.Advance(TimeSpan.FromDays(365));
        await AcknowledgedAsync(Operation.RotateDevice, held);

        device.Position++;
        await RotateAsync(device);
        await RefusedAsync(Operation.RotateDevice, held, ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task RO_16_of_two_messages_under_one_key_exactly_one_is_applied()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[][] messages = [.. Enumerable.Range(0, 8).Select(_ => device.Gated(device.RotateRequest(rotationHash: FreshHash())))];

        Refusal?[] refusals = await Task.WhenAll(messages.Select(message => Task.Run(async () => (await World.ExecuteAsync(Operation.RotateDevice, message)).Refusal)));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.Where(refusal => refusal is not null), refusal => Assert.Equal(ErrorCode.InvalidHash, refusal!.Code));
    }

    [Fact]
    public async Task RO_20_a_client_that_changed_its_mind_between_two_tries_is_let_back_in()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] rotate = device.Gated(device.RotateRequest());
        await MoveAsync(device, Operation.ChangeRecoveryKey, device.ChangeRequest(FreshHash()));

        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, rotate);
    }
}
