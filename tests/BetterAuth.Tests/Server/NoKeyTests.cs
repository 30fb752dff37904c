using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Server;

/// <summary>Texts of the right form that are no keys: whoever registered one would be locked out, or would have a session that nobody can use.</summary>
public sealed class NoKeyTests
{
    private const string Field = "payload.request.authentication.publicKey";

    private readonly World _world = new();

    [Fact]
    public async Task An_account_is_not_created_under_a_key_that_is_none()
    {
        Utf8Text none = NoPoint.Of(_world);
        ForgedDevice device = new(_world);
        device.Device = Derivations.DeviceOf(_world.Suite.Hasher, none, device.H(device.Key(1).PublicKey));
        device.Identity = Derivations.IdentityOf(_world.Suite.Hasher, none, device.H(device.Key(1).PublicKey), device.H(device.Recovery.PublicKey));

        await ServerAssert.RefusedAsync(_world, Operation.CreateAccount, device.Message(With(device, none, device.CreateRequest()), device.Key(0)), ErrorCode.InvalidMessage, Field);
    }

    [Fact]
    public async Task An_account_is_not_recovered_onto_a_key_that_is_none_and_stays_recoverable()
    {
        ForgedDevice lost = await NewAccountAsync();
        Utf8Text none = NoPoint.Of(_world);
        Utf8Text nextRecoveryHash = _world.Hash(_world.Suite.Keys.Generate().PublicKey);
        ForgedDevice found = new(_world, lost.Identity);
        Utf8Text derived = found.Device;
        found.Device = Derivations.DeviceOf(_world.Suite.Hasher, none, found.H(found.Key(1).PublicKey));

        await ServerAssert.RefusedAsync(_world, Operation.RecoverAccount, found.Message(With(found, none, found.RecoverRequest(lost.Recovery, nextRecoveryHash)), lost.Recovery), ErrorCode.InvalidMessage, Field);

        found.Device = derived;
        await ServerAssert.AcknowledgedAsync(_world, Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, nextRecoveryHash), lost.Recovery));
    }

    [Fact]
    public async Task No_token_is_made_for_an_access_key_that_is_none_and_the_challenge_stays_good()
    {
        ForgedSession session = new(_world, await NewAccountAsync());
        string challenge = await session.RequestAsync();

        await ServerAssert.RefusedAsync(_world, Operation.CreateSession, session.CreateMessage(challenge, publicKey: NoPoint.Of(_world)), ErrorCode.InvalidMessage, "payload.request.access.publicKey");

        Assert.NotEmpty(await session.TokenAsync(Operation.CreateSession, session.CreateMessage(challenge)));
    }

    [Fact]
    public async Task A_token_that_names_no_key_lets_nobody_in_although_a_server_signed_it()
    {
        ForgedSession session = await new ForgedSession(_world, await NewAccountAsync()).CreateAsync();
        string token = session.Forge(session.Claims().Replace(session.Key(0).PublicKey.ToString(), NoPoint.Of(_world).ToString(), StringComparison.Ordinal), _world.AccessKey);

        Refusal? refusal = (await _world.VerifyAsync(session.AccessMessage(token: token))).Refusal;

        Assert.Equal((ErrorCode.InvalidMessage, "payload.access.token.publicKey"), (refusal?.Code, refusal?["field"]));
    }

    [Fact]
    public async Task A_session_of_a_former_access_key_goes_on_while_the_server_s_ring_holds_that_key()
    {
        World world = new();
        using BetterAuth.Cryptography.ISigningKey former = world.Suite.Keys.Generate();
        ForgedDevice device = new(world);
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        session.Token = session.Forge(session.Claims().Replace(world.AccessKey.PublicKey.ToString(), former.PublicKey.ToString(), StringComparison.Ordinal), former);
        BetterAuth.Server.BetterAuthServer patient = new(world.Options with { AccessKeys = new VerificationKeyRing(world.AccessKey, former) });

        await ServerAssert.RefusedAsync(world, Operation.RefreshSession, session.RefreshMessage(), ErrorCode.InvalidMessage, "payload.request.access.token.serverIdentity");

        Assert.Null(await patient.ExecuteAsync(Operation.RefreshSession, session.RefreshMessage(), new System.Buffers.ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken));
    }

    private async Task<ForgedDevice> NewAccountAsync()
    {
        ForgedDevice device = new(_world);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        return device;
    }

    private static string With(ForgedDevice device, Utf8Text key, string request) =>
        request.Replace($"\"publicKey\":\"{device.Key(0).PublicKey}\"", $"\"publicKey\":\"{key}\"", StringComparison.Ordinal);
}
