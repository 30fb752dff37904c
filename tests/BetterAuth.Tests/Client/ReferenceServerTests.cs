using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Lost answers of a server that does not remember what it applied: sessions show which key is in force (exactly-once operations, section 5.6).</summary>
public sealed class ReferenceServerTests
{
    private readonly World _world = new();
    private readonly ReferenceNetwork _network;
    private readonly MemoryClientStore _store = new();

    public ReferenceServerTests() => _network = new(_world);

    public static TheoryData<PeerServer> Settings { get; } = [PeerServer.Unknown, PeerServer.Reference];

    [Theory, MemberData(nameof(Settings))]
    public async Task CL_12_a_rotation_whose_answer_was_lost_is_found_by_a_session(PeerServer setting)
    {
        BetterAuthClient client = await NewAccountAsync(setting);
        await LoseAsync(() => client.RotateDeviceAsync());

        client = await OpenAsync(setting);
        await client.RotateDeviceAsync();

        Assert.False(client.HasPendingOperation);
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Theory, MemberData(nameof(Settings))]
    public async Task CL_12_another_effect_than_the_rotation_is_never_claimed(PeerServer setting)
    {
        BetterAuthClient client = await NewAccountAsync(setting);
        Utf8Text recoveryHash = NewRecoveryHash();
        await LoseAsync(() => client.ChangeRecoveryKeyAsync(recoveryHash));

        OutcomeUnknownException unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.ChangeRecoveryKeyAsync(recoveryHash));

        Assert.Equal(Operation.ChangeRecoveryKey, unknown.Operation);
        Assert.DoesNotContain(Operation.ChangeRecoveryKey, (await StateAsync()).Acknowledged.Select(message => message.Operation)); // it must not be sent again one day
        Assert.False(client.HasPendingOperation);
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task Nothing_is_committed_when_the_message_never_arrived()
    {
        BetterAuthClient client = await NewAccountAsync(PeerServer.Reference);
        _world.Network.OnSend = _ => throw new IOException("The message was lost.");
        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());
        _world.Network.OnSend = _ => { };
        ClientState before = await StateAsync();
        _network.Refuses = AuthenticationPaths.Default.RotateDevice;

        Assert.False(await client.ResumeAsync());

        Assert.Equal(before.Position, (await StateAsync()).Position);
        Assert.True(client.HasPendingOperation);
        _network.Refuses = null;
        Assert.True(await client.ResumeAsync());
        await client.CreateSessionAsync();
    }

    [Theory, MemberData(nameof(Settings))]
    public async Task CL_14_a_creation_whose_answer_was_lost_keeps_its_keys(PeerServer setting)
    {
        BetterAuthClient client = await OpenAsync(setting);
        Utf8Text recoveryHash = NewRecoveryHash();
        await LoseAsync(() => client.CreateAccountAsync(recoveryHash));

        client = await OpenAsync(setting);
        await client.CreateAccountAsync(recoveryHash);

        Assert.False(client.Device.IsEmpty);
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_keeps_its_keys_until_they_are_erased()
    {
        BetterAuthClient client = await NewAccountAsync(PeerServer.Reference);
        await LoseAsync(() => client.DeleteAccountAsync());

        OutcomeUnknownException unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await client.DeleteAccountAsync());
        Assert.Equal(Operation.DeleteAccount, unknown.Operation);
        Assert.False(client.Device.IsEmpty);
        await client.ForgetDeviceAsync();

        Assert.True(client.Device.IsEmpty);
        Assert.True((await OpenAsync(PeerServer.Reference)).Device.IsEmpty);
    }

    [Fact]
    public async Task A_deletion_that_a_session_disproves_stays_pending()
    {
        BetterAuthClient client = await NewAccountAsync(PeerServer.Reference);
        _world.Network.OnSend = _ => throw new IOException("The message was lost.");
        await Assert.ThrowsAsync<IOException>(async () => await client.DeleteAccountAsync());
        _world.Network.OnSend = _ => { };
        _network.Refuses = AuthenticationPaths.Default.DeleteAccount;

        Assert.False(await client.ResumeAsync());

        Assert.True(client.HasPendingOperation);
        _network.Refuses = null;
        Assert.True(await client.ResumeAsync());
        Assert.True(client.Device.IsEmpty);
    }

    [Theory, InlineData(PeerServer.Reference, true), InlineData(PeerServer.ExactlyOnce, false), InlineData(PeerServer.Unknown, false)]
    public async Task A_device_that_leaves_a_reference_server_commits_to_a_key_it_holds(PeerServer setting, bool isCommitted)
    {
        BetterAuthClient client = await NewAccountAsync(setting);
        ClientState before = await StateAsync();
        Utf8Text device = client.Device;
        await LoseAsync(() => client.UnlinkDeviceAsync(device));

        ClientState after = await StateAsync();
        string sent = System.Text.Encoding.UTF8.GetString(after.Pending[0].Bytes.Span);
        Assert.Equal(before.Position, after.Position);
        Assert.Equal(isCommitted, sent.Contains(_world.Hash(after.Future!.PublicKey).ToString(), StringComparison.Ordinal));
    }

    private async Task<ClientState> StateAsync() => ClientRecord.Decode((await _store.ReadAsync())!, _world.Suite.Keys);

    private Utf8Text NewRecoveryHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);

    private async Task LoseAsync(Func<ValueTask> act)
    {
        _network.AnswersToLose = 1;
        await Assert.ThrowsAsync<IOException>(async () => await act());
    }

    private async Task<BetterAuthClient> NewAccountAsync(PeerServer setting)
    {
        BetterAuthClient client = await OpenAsync(setting);
        await client.CreateAccountAsync(NewRecoveryHash());
        return client;
    }

    private Task<BetterAuthClient> OpenAsync(PeerServer setting) => _world.NewClientAsync(_store, _network, configure: options => options with { Server = setting });
}
