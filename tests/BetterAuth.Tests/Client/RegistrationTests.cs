using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Several registrations of which one, and not a chosen one, comes into force.</summary>
public sealed class RegistrationTests
{
    private readonly World _world = new();
    private readonly MemoryClientStore _store = new();
    private readonly ISigningKey _recovery;

    public RegistrationTests() => _recovery = _world.Suite.Keys.Generate();

    [Fact]
    public async Task A_recovery_that_is_superseded_may_still_win_and_its_keys_are_there()
    {
        (BetterAuthClient client, Utf8Text identity) = await LostAsync();
        byte[]? held = null;
        _world.Network.Replace = (path, message) =>
        {
            held = message; // somebody on the way keeps it
            return (path, "{}"u8.ToArray());
        };
        await Assert.ThrowsAnyAsync<Exception>(async () => await client.RecoverAccountAsync(identity, _recovery, NewRecoveryHash()));
        await Assert.ThrowsAnyAsync<Exception>(async () => await client.RecoverAccountAsync(identity, _recovery, NewRecoveryHash()));
        byte[] second = held!;
        Assert.Equal(2, (await StateAsync()).Pending.Length);
        _world.Network.Replace = null;

        Assert.Null((await _world.ExecuteAsync(Operation.RecoverAccount, second)).Refusal);
        Assert.True(await (await _world.NewClientAsync(_store)).ResumeAsync());

        client = await _world.NewClientAsync(_store);
        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
        await client.RotateDeviceAsync();
    }

    [Fact]
    public async Task A_registration_that_is_pending_is_settled_before_another_one_is_begun()
    {
        BetterAuthClient client = await _world.NewClientAsync(_store);
        _world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));
        Assert.True(client.Device.IsEmpty);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));

        Assert.False(client.Device.IsEmpty);
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_recovery_is_not_reported_done_when_an_earlier_one_is_found_in_force()
    {
        // Found by the simulation (I17): the recovery hash of the second would never have been in force.
        (BetterAuthClient client, Utf8Text identity) = await LostAsync();
        _world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.RecoverAccountAsync(identity, _recovery, NewRecoveryHash()));
        int forged = 0;
        _world.Network.OnAnswer = (_, answer) => ++forged <= 2 ? """{"error":{"code":"BA101","message":"forged","context":{}}}"""u8.ToArray() : answer;

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.RecoverAccountAsync(identity, _recovery, NewRecoveryHash()));

        Assert.True(forged > 2);
        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task A_session_settles_a_pending_registration_too()
    {
        BetterAuthClient client = await _world.NewClientAsync(_store);
        _world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));

        await client.CreateSessionAsync();

        Assert.NotNull(client.SessionExpiry);
    }

    [Fact]
    public async Task Registrations_that_are_pending_are_bounded_and_exclude_a_container()
    {
        BetterAuthClient client = await _world.NewClientAsync(_store);
        _world.Network.OnSend = _ => throw new IOException("offline");
        await Assert.ThrowsAsync<IOException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateLinkContainerAsync(NewRecoveryHash()));
        _world.Network.OnSend = _ => { };
        _world.Network.Replace = (path, _) => (path, "{}"u8.ToArray());
        for (int i = 1; i < 4; i++)
        {
            await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateAccountAsync(NewRecoveryHash()));
        Assert.Equal(4, (await StateAsync()).Pending.Length);
    }

    [Fact]
    public async Task A_registered_device_gives_no_container_not_even_for_its_own_account()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.CreateLinkContainerAsync(client.Identity));
    }

    private async Task<(BetterAuthClient Client, Utf8Text Identity)> LostAsync()
    {
        BetterAuthClient lost = await _world.NewClientAsync();
        await lost.CreateAccountAsync(_world.Hash(_recovery.PublicKey));
        return (await _world.NewClientAsync(_store), lost.Identity);
    }

    private async Task<ClientState> StateAsync() => ClientRecord.Decode((await _store.ReadAsync())!, _world.Suite.Keys);

    private Utf8Text NewRecoveryHash() => _world.Hash(_world.Suite.Keys.Generate().PublicKey);
}
