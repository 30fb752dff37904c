using System.Text;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>What an acknowledgement is worth where anybody may have asked for it (exactly-once operations, section 5.4).</summary>
public sealed class AcknowledgementTrustTests
{
    private readonly World _world = new();
    private readonly MemoryClientStore _store = new();

    [Fact]
    public async Task A_network_that_does_not_authenticate_the_server_makes_the_client_confirm()
    {
        BetterAuthClient client = await OpenAsync(null, PeerServer.ExactlyOnce, isAuthenticated: false);
        await client.CreateAccountAsync(NewRecoveryHash());
        await client.RotateDeviceAsync();

        Assert.Equal(["/account/create", "/session/request", "/session/create", "/device/rotate", "/session/request", "/session/create"], Paths());
        Assert.Null(client.SessionExpiry);
    }

    [Theory, InlineData(AcknowledgementTrust.Believe), InlineData(null)]
    public async Task An_authenticated_server_is_believed(AcknowledgementTrust? trust)
    {
        BetterAuthClient client = await OpenAsync(trust, PeerServer.Unknown, isAuthenticated: true);
        await client.CreateAccountAsync(NewRecoveryHash());
        await client.RotateDeviceAsync();

        Assert.Equal(["/account/create", "/device/rotate"], Paths());
    }

    [Theory, InlineData("http://localhost:8080/", true), InlineData("http://127.0.0.1/", true), InlineData("http://[::1]:1/", true), InlineData("https://auth.example/", true), InlineData("http://auth.example/", false), InlineData("http://10.0.0.1/", false)]
    public void Http_authenticates_the_server_by_tls_or_by_being_the_same_machine(string address, bool expected)
    {
        using HttpClient http = new() { BaseAddress = new Uri(address) };

        Assert.Equal(expected, new HttpNetwork(http).AuthenticatesServer);
    }

    [Theory, InlineData("rotate"), InlineData("change"), InlineData("delete"), InlineData("unlink self")]
    public async Task CL_04_a_forged_acknowledgement_is_found_out_and_the_device_goes_on(string operation)
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Confirm, PeerServer.ExactlyOnce);
        await client.CreateAccountAsync(NewRecoveryHash());
        ForgeAcknowledgements();

        InvalidMessageException refused = await Assert.ThrowsAsync<InvalidMessageException>(async () => await ActAsync(client, operation));

        Assert.Contains("acknowledged", refused.Message, StringComparison.Ordinal);
        Assert.True(client.HasPendingOperation);
        _world.Network.Replace = null;
        client = await OpenAsync(AcknowledgementTrust.Confirm, PeerServer.ExactlyOnce);
        if (operation is "rotate" or "change")
        {
            Assert.True(await client.ResumeAsync());
            await client.CreateSessionAsync();
        }
        else
        {
            await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.ResumeAsync());
            await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.CreateSessionAsync());
        }
    }

    [Fact]
    public async Task CL_04_a_forged_acknowledgement_that_is_believed_is_made_good_by_what_was_kept()
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Believe, PeerServer.ExactlyOnce);
        await client.CreateAccountAsync(NewRecoveryHash());
        ForgeAcknowledgements();
        await client.RotateDeviceAsync();
        _world.Network.Replace = null;

        await client.RotateDeviceAsync();

        await client.CreateSessionAsync();
        Assert.False(client.HasPendingOperation);
    }

    [Theory, InlineData(PeerServer.ExactlyOnce, false), InlineData(PeerServer.Unknown, true), InlineData(PeerServer.Reference, true)]
    public async Task A_session_confirms_that_the_key_moved_and_only_a_server_that_does_all_or_nothing_that_all_was_done(PeerServer server, bool isUnknown)
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Confirm, server);
        await client.CreateAccountAsync(NewRecoveryHash());
        await client.RotateDeviceAsync();

        Exception? exception = await Record.ExceptionAsync(async () => await client.ChangeRecoveryKeyAsync(NewRecoveryHash()));

        Assert.Equal(isUnknown, exception is OutcomeUnknownException);
        Assert.Equal(isUnknown, exception is not null);
        Assert.False(client.HasPendingOperation);
        await client.RotateDeviceAsync();
    }

    [Fact]
    public async Task Of_two_contents_at_one_position_neither_is_reported_as_done()
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Confirm, PeerServer.ExactlyOnce);
        await client.CreateAccountAsync(NewRecoveryHash());
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(NewRecoveryHash()));

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.RotateDeviceAsync());

        Assert.False(client.HasPendingOperation);
        await client.RotateDeviceAsync();
    }

    [Fact]
    public async Task A_deletion_cannot_be_confirmed_so_the_keys_stay_until_they_are_erased()
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Confirm, PeerServer.ExactlyOnce);
        await client.CreateAccountAsync(NewRecoveryHash());

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.DeleteAccountAsync());

        Assert.False(client.Device.IsEmpty);
        Assert.True(client.HasPendingOperation);
        await client.ForgetDeviceAsync();
        Assert.True(client.Device.IsEmpty);
        Assert.False(client.HasPendingOperation);
    }

    [Fact]
    public async Task A_deletion_that_is_acknowledged_while_only_the_key_moved_is_found_out()
    {
        BetterAuthClient client = await OpenAsync(AcknowledgementTrust.Confirm, PeerServer.ExactlyOnce);
        await client.CreateAccountAsync(NewRecoveryHash());
        _world.Network.OnSend = _ => throw new IOException("offline");
        await Assert.ThrowsAsync<IOException>(async () => await client.DeleteAccountAsync());
        _world.Network.OnSend = _ => { };
        ClientState state = ClientRecord.Decode((await _store.ReadAsync())!, _world.Suite.Keys);
        ForgedDevice half = new(_world, state.Identity);
        string request = $"{{\"authentication\":{{\"device\":\"{state.Device}\",\"identity\":\"{state.Identity}\",\"publicKey\":\"{state.Next!.PublicKey}\",\"rotationHash\":\"{_world.Hash(state.Future!.PublicKey)}\"}}}}";
        await ServerAssert.AcknowledgedAsync(_world, Operation.RotateDevice, half.Message(request, state.Next.Key)); // as a server does that fails half-way
        ForgeAcknowledgements();

        await Assert.ThrowsAsync<ChainLostException>(async () => await client.ResumeAsync()); // a server that does all or nothing did not do this

        Assert.True(client.HasPendingOperation);
    }

    private static ValueTask ActAsync(BetterAuthClient client, string operation) => operation switch
    {
        "rotate" => client.RotateDeviceAsync(),
        "change" => client.ChangeRecoveryKeyAsync(client.Device),
        "delete" => client.DeleteAccountAsync(),
        _ => client.UnlinkDeviceAsync(client.Device),
    };

    /// <summary>A stranger takes the nonce of what passes by into a request of his own account: the server signs what the client waits for, and the message itself never arrives.</summary>
    private void ForgeAcknowledgements()
    {
        ForgedDevice stranger = new(_world);
        _world.Network.Replace = (path, message) =>
        {
            if (path is "/session/request" or "/session/create")
            {
                return (path, message);
            }

            string nonce = Encoding.UTF8.GetString(message).Split("\"nonce\":\"")[1].Split('"')[0];
            return ("/account/create", stranger.Message(stranger.CreateRequest(), stranger.Key(0), Utf8Text.FromString(nonce)));
        };
    }

    private Utf8Text NewRecoveryHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);

    private IEnumerable<string> Paths() => _world.Network.Sent.Select(sent => sent.Path);

    private Task<BetterAuthClient> OpenAsync(AcknowledgementTrust? trust, PeerServer server, bool isAuthenticated = false) =>
        _world.NewClientAsync(_store, isAuthenticated ? _world.Network : new Unauthenticated(_world.Network), configure: options => options with { Trust = trust, Server = server });

    private sealed class Unauthenticated(INetwork network) : INetwork
    {
        public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => network.SendRequestAsync(path, message, cancellationToken);
    }
}
