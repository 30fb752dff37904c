using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Cases;

/// <summary>Messages where other messages belong, and keys in roles of other keys: the cases that name them one by one. All pairs are in <see cref="ConfusionCases"/>.</summary>
public sealed class MisplacedCases : CaseBase
{
    [Fact]
    public async Task RA_22_a_recovery_creates_and_changes_nothing()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedDevice found = new(World, lost.Identity);
        byte[] message = found.Message(found.RecoverRequest(lost.Recovery, FreshHash()), lost.Recovery);

        await RefusedAsync(Operation.CreateAccount, message, ErrorCode.InvalidMessage);
        await RefusedAsync(Operation.ChangeRecoveryKey, message, ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task RO_18_UL_09_a_change_a_link_and_an_unlink_are_no_rotation()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice other = new(World, device.Identity);
        foreach (string request in (string[])[device.ChangeRequest(FreshHash()), device.LinkRequest(other.Container()), device.UnlinkRequest(device.Device)])
        {
            await RefusedAsync(Operation.RotateDevice, device.Gated(request), ErrorCode.InvalidMessage);
        }
    }

    [Theory, InlineData(Operation.UnlinkDevice), InlineData(Operation.RotateDevice), InlineData(Operation.DeleteAccount), InlineData(Operation.ChangeRecoveryKey)]
    public async Task LK_18_a_link_is_a_link_alone(Operation endpoint)
    {
        ForgedDevice device = await NewAccountAsync();

        await RefusedAsync(endpoint, device.Gated(device.LinkRequest(new ForgedDevice(World, device.Identity).Container())), ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task LK_15_a_whole_request_is_no_container()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice other = new(World, device.Identity);
        string whole = System.Text.Encoding.UTF8.GetString(other.Message(other.RotateRequest(0), other.Key(0)));

        await RefusedAsync(Operation.LinkDevice, device.Gated(device.LinkRequest(whole)), ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task CS_16_a_creation_and_a_refresh_are_told_apart()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();

        await RefusedAsync(Operation.RefreshSession, session.CreateMessage(await session.RequestAsync()), ErrorCode.InvalidMessage);
        await RefusedAsync(Operation.CreateSession, session.RefreshMessage(), ErrorCode.InvalidMessage);
    }

    [Fact]
    public async Task XE_05_a_signed_answer_is_no_token()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        (byte[] answer, _) = await World.ExecuteAsync(Operation.RotateDevice, device.Gated(device.RotateRequest()));
        Assert.True(WireReader.TryRead(answer, World.Suite, out SignedMessage<ResponsePayload<EmptyResponse>> signed, out _));
        string payload = System.Text.Encoding.UTF8.GetString(signed.PayloadBytes.Span);
        string token = signed.Signature + session.Forge(payload)[World.Suite.Verifier.SignatureLength..];

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(token: token), ErrorCode.InvalidMessage);
        Assert.Equal(ErrorCode.InvalidMessage, (await World.VerifyAsync(session.AccessMessage(token: token))).Refusal!.Code);
    }

    [Fact]
    public async Task XE_05_a_signed_token_is_no_answer()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        (BetterAuth.Client.BetterAuthClient client, _) = await World.NewAccountAsync();
        byte[] answer = System.Text.Encoding.UTF8.GetBytes($"{{\"payload\":{session.Claims()},\"signature\":\"{session.Token[..World.Suite.Verifier.SignatureLength]}\"}}");
        World.Network.OnAnswer = (_, _) => answer;

        await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.RotateDeviceAsync());
        await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.CreateSessionAsync());
    }

    [Fact]
    public async Task XE_09_a_key_of_one_role_is_registered_in_no_other()
    {
        ForgedDevice fresh = new(World);
        await RefusedAsync(Operation.CreateAccount, fresh.Message(fresh.CreateRequest(World.Hash(fresh.Key(0).PublicKey)), fresh.Key(0)), ErrorCode.InvalidIdentity); // not even derived
        fresh.Identity = Derivations.IdentityOf(World.Suite.Hasher, fresh.Key(0).PublicKey, World.Hash(fresh.Key(1).PublicKey), World.Hash(fresh.Key(0).PublicKey));
        await RefusedAsync(Operation.CreateAccount, fresh.Message(fresh.CreateRequest(World.Hash(fresh.Key(0).PublicKey)), fresh.Key(0)), ErrorCode.InvalidHash, "recovery");

        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = new(World, device);
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync(), publicKey: device.Key(0).PublicKey), ErrorCode.InvalidHash, "keyReuse");
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync(), publicKey: device.Key(1).PublicKey), ErrorCode.InvalidHash, "keyReuse");
        ForgedDevice found = new(World, device.Identity) { Recovery = device.Recovery };
        string recoveryAsDevice = found.RecoverRequest(device.Recovery, FreshHash()).Replace(found.Key(0).PublicKey.ToString(), device.Recovery.PublicKey.ToString(), StringComparison.Ordinal);
        Utf8Text derived = Derivations.DeviceOf(World.Suite.Hasher, device.Recovery.PublicKey, World.Hash(found.Key(1).PublicKey));
        await RefusedAsync(Operation.RecoverAccount, found.Message(recoveryAsDevice.Replace(found.Device.ToString(), derived.ToString(), StringComparison.Ordinal), device.Recovery), ErrorCode.InvalidHash, "keyReuse");
    }

    [Fact]
    public async Task XE_10_the_same_bytes_are_good_at_every_deployment_that_holds_the_device()
    {
        // Documented: no audience is signed. A second deployment is one that was given the same creation.
        World second = new();
        ForgedDevice device = new(World);
        byte[] create = device.Message(device.CreateRequest(), device.Key(0));
        byte[] rotate = device.Gated(device.RotateRequest());
        await AcknowledgedAsync(Operation.CreateAccount, create);
        await ServerAssert.RefusedAsync(second, Operation.RotateDevice, rotate, ErrorCode.InvalidIdentity, "unknown");

        await ServerAssert.AcknowledgedAsync(second, Operation.CreateAccount, create);
        await ServerAssert.AcknowledgedAsync(second, Operation.RotateDevice, rotate);
    }

    [Theory, InlineData("key"), InlineData("device"), InlineData("revoked"), InlineData("deleted")]
    public async Task RC_04_only_an_active_device_s_committed_key_changes_the_recovery_key(string what)
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(device);
        byte[] message = device.Gated(device.ChangeRequest(FreshHash()));
        switch (what)
        {
            case "key":
                device.Position++;
                await RefusedAsync(Operation.ChangeRecoveryKey, device.Gated(device.ChangeRequest(FreshHash())), ErrorCode.InvalidHash, "rotation");
                break;
            case "device":
                ForgedDevice unknown = new(World, device.Identity);
                await RefusedAsync(Operation.ChangeRecoveryKey, unknown.Gated(unknown.ChangeRequest(FreshHash())), ErrorCode.InvalidDevice, "unknown");
                break;
            case "revoked":
                await MoveAsync(second, Operation.UnlinkDevice, second.UnlinkRequest(device.Device));
                await RefusedAsync(Operation.ChangeRecoveryKey, message, ErrorCode.InvalidDevice, "revoked");
                break;
            default:
                await MoveAsync(second, Operation.DeleteAccount, second.RotateRequest());
                await RefusedAsync(Operation.ChangeRecoveryKey, message, ErrorCode.InvalidIdentity, "deleted");
                break;
        }
    }
}
