using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>A server that lost what it had acknowledged, and a client whose own store was put back (exactly-once operations, sections 5.6 and 5.7).</summary>
public sealed class LostSecondTests
{
    private readonly RewindableStore _accounts = new();
    private readonly MemoryClientStore _store = new();
    private readonly World _world;

    public LostSecondTests() => _world = new(configure: options => options with { Store = _accounts });

    [Theory, InlineData(1), InlineData(2)]
    public async Task What_a_server_lost_is_sent_again(int lost)
    {
        BetterAuthClient client = await NewAccountAsync();
        await client.RotateDeviceAsync();
        await client.ChangeRecoveryKeyAsync(NewRecoveryHash());
        await client.RotateDeviceAsync();
        byte[] complete = _accounts.Image();
        await _accounts.RewindAsync(_accounts.Commits - lost);
        client = await OpenAsync();

        await client.CreateSessionAsync();
        await _accounts.RewindAsync(_accounts.Commits - 1); // without the session's own row
        Assert.Equal(complete, _accounts.Image());

        await _accounts.RewindAsync(_accounts.Commits - lost);
        await client.RotateDeviceAsync();
        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_creation_that_a_server_lost_is_sent_again()
    {
        BetterAuthClient client = await NewAccountAsync();
        await _accounts.RewindAsync(0);

        await client.RotateDeviceAsync();

        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_deletion_that_a_server_lost_is_sent_again_on_request()
    {
        BetterAuthClient client = await NewAccountAsync();
        await client.DeleteAccountAsync();
        byte[] complete = _accounts.Image();
        await _accounts.RewindAsync(1);
        client = await OpenAsync();

        Assert.True(client.Device.IsEmpty);
        Assert.True(await client.ResumeAsync());
        Assert.Equal(complete, _accounts.Image());
    }

    [Fact]
    public async Task What_a_server_lost_and_does_not_take_again_is_replaced_by_a_plain_rotate_and_reported()
    {
        BetterAuthClient client = await NewAccountAsync();
        BetterAuthClient other = await _world.NewClientAsync();
        await client.LinkDeviceAsync(await other.CreateLinkContainerAsync(client.Identity));
        BetterAuthClient third = await _world.NewClientAsync();
        string container = await third.CreateLinkContainerAsync(client.Identity);
        int commits = _accounts.Commits;
        await client.LinkDeviceAsync(container);
        await _accounts.RewindAsync(commits);
        await other.LinkDeviceAsync(container); // another device got there first: the same link is refused from now on

        OutcomeUnknownException lost = await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.RotateDeviceAsync());

        Assert.Equal(Operation.LinkDevice, lost.Operation);
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(NewRecoveryHash()));
        Assert.False(await client.ResumeAsync()); // and it is reported once
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_rotation_that_a_server_lost_and_does_not_take_again_is_replaced_by_another_without_a_word()
    {
        BetterAuthClient client = await NewAccountAsync();
        BetterAuthClient other = await _world.NewClientAsync();
        await client.LinkDeviceAsync(await other.CreateLinkContainerAsync(client.Identity));
        int commits = _accounts.Commits;
        await client.RotateDeviceAsync();
        await _accounts.RewindAsync(commits);
        int refusals = 1; // the message that is sent again comes to nothing
        _world.Network.Replace = (path, message) => path == "/device/rotate" && refusals-- > 0 ? (path, "{}"u8.ToArray()) : (path, message);

        await client.CreateSessionAsync();

        Assert.NotNull(client.SessionExpiry);
        await client.RotateDeviceAsync();
    }

    [Fact]
    public async Task A_linked_device_whose_question_is_not_answered_has_acted_all_the_same()
    {
        BetterAuthClient client = await NewAccountAsync();
        BetterAuthClient linked = await _world.NewClientAsync();
        await client.LinkDeviceAsync(await linked.CreateLinkContainerAsync(client.Identity));
        int rotations = 0;
        _world.Network.OnSend = path =>
        {
            if (path == "/device/rotate" && ++rotations == 2)
            {
                throw new IOException("No way there.");
            }
        };

        await linked.RotateDeviceAsync();

        Assert.Equal(2, rotations);
        Assert.False(linked.HasPendingOperation);
    }

    [Fact]
    public async Task An_intact_server_takes_nothing_twice()
    {
        BetterAuthClient client = await NewAccountAsync();
        await client.RotateDeviceAsync();
        await client.RotateDeviceAsync();
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(NewRecoveryHash()));
        byte[] before = _accounts.Image();
        _world.Network.Sent.Clear();

        Assert.False(await client.ResumeAsync());
        Assert.False(await client.ResumeAsync());

        Assert.Equal(before, _accounts.Image());
        Assert.True(client.HasPendingOperation);
        string[] round = ["/device/rotate", "/device/rotate", "/device/unlink"]; // what was acknowledged, then what is pending
        Assert.Equal(["/device/unlink", "/account/create", .. round, "/device/unlink", .. round], _world.Network.Sent.Select(sent => sent.Path));
    }

    [Fact]
    public async Task A_server_that_was_seen_to_remember_is_known_to_after_a_restart()
    {
        BetterAuthClient client = await NewAccountAsync();
        await client.RotateDeviceAsync();
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(NewRecoveryHash()));
        await client.RotateDeviceAsync(); // has found out on the way
        byte[] backup = (await _store.ReadAsync())!;
        await client.RotateDeviceAsync();
        await _store.WriteAsync(backup);
        client = await OpenAsync();
        _world.Network.Sent.Clear();

        await Assert.ThrowsAsync<ChainLostException>(async () => await client.RotateDeviceAsync());

        Assert.DoesNotContain("/account/create", _world.Network.Sent.Select(sent => sent.Path));
    }

    [Theory, InlineData(1, PeerServer.ExactlyOnce), InlineData(2, PeerServer.ExactlyOnce), InlineData(1, PeerServer.Unknown), InlineData(3, PeerServer.Unknown)]
    public async Task CL_19_a_store_that_was_put_back_is_noticed_at_the_first_operation(int behind, PeerServer server)
    {
        BetterAuthClient client = await NewAccountAsync(server);
        byte[] backup = (await _store.ReadAsync())!;
        for (int i = 0; i < behind; i++)
        {
            await client.RotateDeviceAsync();
        }

        await _store.WriteAsync(backup);
        client = await OpenAsync(server);
        Utf8Text device = client.Device;

        ChainLostException lost = await Assert.ThrowsAsync<ChainLostException>(async () => await client.ChangeRecoveryKeyAsync(NewRecoveryHash()));

        Assert.Equal(ErrorCode.InvalidHash, lost.Code);
        Assert.Equal(device, client.Device);
        Assert.True(client.HasPendingOperation);
        Assert.Equal(0, (await StateAsync()).Position);
    }

    [Theory, InlineData(2), InlineData(4)]
    public async Task CL_19_a_linked_device_notices_a_store_that_was_put_back_after_its_first_operation(int last)
    {
        BetterAuthClient client = await LinkedAsync();
        await client.RotateDeviceAsync();
        byte[] backup = (await _store.ReadAsync())!;
        for (int i = 1; i < last; i++)
        {
            await client.RotateDeviceAsync();
        }

        await _store.WriteAsync(backup);
        client = await OpenAsync();

        await Assert.ThrowsAsync<ChainLostException>(async () => await client.RotateDeviceAsync());
    }

    [Fact]
    public async Task A_linked_device_sends_its_first_message_twice_and_its_second_once()
    {
        BetterAuthClient client = await LinkedAsync();
        _world.Network.Sent.Clear();

        await client.RotateDeviceAsync();
        await client.RotateDeviceAsync();

        string[] session = ["/session/request", "/session/create"];
        Assert.Equal([.. session, "/device/rotate", "/device/rotate", "/device/rotate"], _world.Network.Sent.Select(sent => sent.Path));
    }

    [Fact]
    public async Task A_device_that_is_not_linked_yet_signs_nothing_and_can_show_its_container_again()
    {
        BetterAuthClient first = await _world.NewClientAsync();
        await first.CreateAccountAsync(NewRecoveryHash());
        BetterAuthClient client = await OpenAsync();
        string container = await client.CreateLinkContainerAsync(first.Identity);

        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.RotateDeviceAsync());

        Assert.False(client.HasPendingOperation);
        Utf8Text device = client.Device;
        await first.LinkDeviceAsync(await client.CreateLinkContainerAsync(first.Identity));
        await client.RotateDeviceAsync();
        Assert.Equal(device, client.Device);
        Assert.Contains(device.ToString(), container, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_was_recovered_away_is_refused_and_not_taken_for_a_lost_chain()
    {
        BetterAuthClient client = await _world.NewClientAsync(_store);
        ISigningKey recovery = _world.Suite.Keys.Generate();
        await client.CreateAccountAsync(_world.Hash(recovery.PublicKey));
        BetterAuthClient other = await _world.NewClientAsync();
        await other.RecoverAccountAsync(client.Identity, recovery, NewRecoveryHash());

        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.RotateDeviceAsync());
        Assert.False(await client.ResumeAsync());
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.CreateSessionAsync());
    }

    /// <summary>A linked device that has done nothing yet.</summary>
    private async Task<BetterAuthClient> LinkedAsync()
    {
        BetterAuthClient first = await _world.NewClientAsync();
        await first.CreateAccountAsync(NewRecoveryHash());
        BetterAuthClient client = await OpenAsync();
        await first.LinkDeviceAsync(await client.CreateLinkContainerAsync(first.Identity));
        return client;
    }

    private async Task<ClientState> StateAsync() => ClientRecord.Decode((await _store.ReadAsync())!, _world.Suite.Keys);

    private Utf8Text NewRecoveryHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);

    private async Task<BetterAuthClient> NewAccountAsync(PeerServer server = PeerServer.Unknown)
    {
        BetterAuthClient client = await OpenAsync(server);
        await client.CreateAccountAsync(NewRecoveryHash());
        return client;
    }

    private Task<BetterAuthClient> OpenAsync(PeerServer server = PeerServer.Unknown) => _world.NewClientAsync(_store, configure: options => options with { Server = server });
}
