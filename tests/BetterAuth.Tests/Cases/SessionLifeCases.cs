using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Sqlite;
using BetterAuth.Tests.Storage.Sqlite;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Cases;

/// <summary>Sessions beside what happens to their device, on other nodes, and in strange hands.</summary>
public sealed class SessionLifeCases : CaseBase
{
    [Fact]
    public async Task RA_17_RA_19_the_old_devices_of_a_recovered_account_neither_refresh_nor_finish_a_session()
    {
        ForgedDevice lost = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, lost).CreateAsync();
        ForgedSession begun = new(World, lost);
        string challenge = await begun.RequestAsync();
        ForgedDevice found = new(World, lost.Identity);
        await AcknowledgedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(lost.Recovery, FreshHash()), lost.Recovery));

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(), ErrorCode.InvalidDevice, "revoked");
        await RefusedAsync(Operation.CreateSession, begun.CreateMessage(challenge), ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task RO_21_a_session_outlives_the_rotation_of_its_device()
    {
        // Documented; an option that binds sessions to the device's key is not offered.
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        await RotateAsync(device);

        Assert.True((await World.VerifyAsync(session.AccessMessage())).IsVerified);
        await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());
    }

    [Fact]
    public async Task LK_20_a_new_device_has_sessions_from_its_link_on()
    {
        ForgedDevice endorser = await NewAccountAsync();
        ForgedDevice linked = new(World, endorser.Identity);
        ForgedSession session = new(World, linked);
        byte[] message = session.CreateMessage(await session.RequestAsync());
        await RefusedAsync(Operation.CreateSession, message, ErrorCode.InvalidDevice, "unknown");

        await MoveAsync(endorser, Operation.LinkDevice, endorser.LinkRequest(linked.Container()));

        await session.TokenAsync(Operation.CreateSession, message);
    }

    [Fact]
    public async Task CS_05_a_challenge_that_anybody_asked_for_is_as_good_as_one_of_the_device_s_own()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedDevice stranger = await NewAccountAsync();
        string challenge = await new ForgedSession(World, stranger).RequestAsync(device.Identity);
        ForgedSession session = new(World, device);

        await session.TokenAsync(Operation.CreateSession, session.CreateMessage(challenge));
    }

    [Fact]
    public async Task CS_15_AC_31_a_session_for_a_victim_s_access_key_is_the_attacker_s_own_and_a_victim_s_nonce_buys_nothing()
    {
        World strict = new(configure: options => options with { Nonces = NoncePolicy.RequireBound });
        foreach (World world in (World[])[World, strict])
        {
            ForgedDevice victim = new(world), attacker = new(world);
            foreach (ForgedDevice device in (ForgedDevice[])[victim, attacker])
            {
                string create = device.CreateRequest();
                await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(create, device.Key(0), device.BoundNonceFor(Operation.CreateAccount, create)));
            }

            ForgedSession victims = await new ForgedSession(world, victim).CreateAsync();
            ForgedSession attackers = new(world, attacker);
            string request = attackers.CreateRequest(await attackers.RequestAsync(), publicKey: victims.Key(0).PublicKey, rotationHash: world.Hash(victims.Key(1).PublicKey));
            Utf8Text victimsNonce = victim.BoundNonceFor(Operation.CreateSession, victims.CreateRequest(await victims.RequestAsync()));
            byte[] withVictimsNonce = attacker.Message(request, attacker.Key(0), victimsNonce);
            if (world == strict)
            {
                await ServerAssert.RefusedAsync(world, Operation.CreateSession, withVictimsNonce, ErrorCode.InvalidMessage, "payload.access.nonce");
                continue;
            }

            // The server cannot know whose access key it is; whoever uses the token acts for the identity in it. The victim's client takes no such token (CL-06).
            string token = await attackers.TokenAsync(Operation.CreateSession, withVictimsNonce);
            BetterAuth.Access.AccessResult result = await world.VerifyAsync(victims.AccessMessage(token: token));
            Assert.Equal(attacker.Identity, result.Access.Identity);
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task RF_15_a_reservation_outlives_the_store_s_restart(bool isSame)
    {
        await using DatabaseFolder folder = new();
        string path = folder.NewFile();
        SqliteAccountStore store = await folder.OpenAsync(path);
        World world = new(configure: options => options with { Store = store });
        ForgedDevice device = await NewAccountAsync(world);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        byte[] refresh = session.RefreshMessage();
        await session.TokenAsync(Operation.RefreshSession, refresh);
        await store.DisposeAsync();
        Node restarted = new(world, await folder.OpenAsync(path));

        Refusal? refusal = await restarted.SendAsync(Operation.RefreshSession, isSame ? refresh : session.RefreshMessage(rotationHash: FreshHash()));

        Assert.Equal(isSame ? null : ErrorCode.InvalidHash, refusal?.Code);
    }

    [Fact]
    public async Task RF_16_a_reservation_is_held_longer_than_the_session_can_be_refreshed()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        FaultyStore store = new(World.Store);
        Assert.Null(await new Node(World, store).SendAsync(Operation.RefreshSession, session.RefreshMessage()));

        AccountRow reservation = Assert.Single(store.LastCommit!.Insert);
        Assert.Equal(World.Clock.GetUtcNow() + World.Options.Sessions.RefreshLifetime + (4 * World.Options.Sessions.ClockSkew), reservation.Until);
        Assert.Throws<ArgumentException>(() => new BetterAuthServer(World.Options with { Sessions = new() { RefreshLifetime = TimeSpan.FromMinutes(14) } }));
    }

    [Fact]
    public async Task RF_17_a_session_is_refreshed_at_a_node_that_did_not_issue_it()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();

        Assert.Null(await new Node(World).SendAsync(Operation.RefreshSession, session.RefreshMessage()));
    }

    [Fact]
    public async Task RF_18_a_refreshed_token_has_the_attributes_of_the_login()
    {
        Roles roles = new();
        World world = new(configure: options => options with { Attributes = roles });
        ForgedSession session = await new ForgedSession(world, await NewAccountAsync(world)).CreateAsync();
        roles.Role = "admin";

        string refreshed = await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());

        Assert.Contains("\"attributes\":{\"role\":\"reader\"}", session.Claims(refreshed), StringComparison.Ordinal);
        string next = await new ForgedSession(world, world.Devices[0]).TokenAsync(Operation.CreateSession, new ForgedSession(world, world.Devices[0]).CreateMessage(await session.RequestAsync()));
        Assert.Contains("admin", session.Claims(next), StringComparison.Ordinal);
    }

    private sealed class Roles : IAttributeSource
    {
        public string Role { get; set; } = "reader";

        public ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default) => new(new RawJson(System.Text.Encoding.UTF8.GetBytes($"{{\"role\":\"{Role}\"}}")));
    }
}
