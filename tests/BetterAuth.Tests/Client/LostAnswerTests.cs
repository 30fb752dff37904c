using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>What a client does when it does not know what became of a message.</summary>
public sealed class LostAnswerTests
{
    private readonly World _world = new();

    public static TheoryData<string> Operations { get; } = ["create", "rotate", "change", "link", "unlink", "unlink self", "delete", "recover", "refresh"];

    [Theory, MemberData(nameof(Operations))]
    public async Task CL_11_X_01_a_lost_answer_is_answered_by_the_exact_bytes_and_has_one_effect(string operation)
    {
        MemoryClientStore store = new();
        (BetterAuthClient client, Func<BetterAuthClient, ValueTask> act) = await PrepareAsync(operation, store);
        _world.Network.Sent.Clear();
        _world.Network.LoseNextAnswer();

        await Assert.ThrowsAsync<IOException>(async () => await act(client));
        byte[] after = _world.Store.Image();

        // The process dies; what is stored is all that is left.
        BetterAuthClient again = await _world.NewClientAsync(store);
        await act(again);

        Assert.Equal(2, _world.Network.Sent.Count);
        Assert.Equal(_world.Network.Sent[0].Message, _world.Network.Sent[1].Message);
        Assert.Equal(after, _world.Store.Image());
        Assert.False(again.HasPendingOperation);
    }

    [Fact]
    public async Task A_rotation_whose_answer_was_lost_is_found_to_be_done_before_the_next_operation()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        _world.Network.LoseNextAnswer();
        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());

        await client.ChangeRecoveryKeyAsync(_world.Hash(_world.Suite.Keys.Generate().PublicKey));

        await client.CreateSessionAsync();
    }

    /// <summary>Once an answer told that the keys had moved on without this device, although a message of its own had moved them.</summary>
    [Fact]
    public async Task An_operation_asked_for_again_gives_way_to_another_of_its_position_that_was_applied()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        Utf8Text unknown = _world.Hash(Utf8Text.FromString("nobody"));
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(unknown));
        Func<string, byte[], byte[]> honest = _world.Network.OnAnswer;
        _world.Network.OnAnswer = (_, _) => "{\"error\":\"no\"}"u8.ToArray();
        await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.RotateDeviceAsync()); // applied, and unknown to be
        _world.Network.OnAnswer = honest;

        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(unknown));

        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task CL_20_a_message_that_is_refused_for_ever_is_superseded_at_the_same_position()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        Utf8Text unknown = _world.Hash(Utf8Text.FromString("nobody"));
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await client.UnlinkDeviceAsync(unknown));
        Assert.True(client.HasPendingOperation);

        await client.RotateDeviceAsync();

        Assert.False(client.HasPendingOperation);
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task CL_10_nothing_is_sent_that_could_not_be_stored()
    {
        FailingStore store = new();
        BetterAuthClient client = await _world.NewClientAsync(store);
        await client.CreateAccountAsync(_world.Hash(_world.Suite.Keys.Generate().PublicKey));
        _world.Network.Sent.Clear();
        store.IsFull = true;

        await Assert.ThrowsAsync<IOException>(async () => await client.RotateDeviceAsync());

        Assert.Empty(_world.Network.Sent);
        store.IsFull = false;
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    private async Task<(BetterAuthClient Client, Func<BetterAuthClient, ValueTask> Act)> PrepareAsync(string operation, MemoryClientStore store)
    {
        Utf8Text recoveryHash = _world.Hash(_world.Suite.Keys.Generate().PublicKey);
        BetterAuthClient client = await _world.NewClientAsync(store);
        if (operation == "create")
        {
            return (client, c => c.CreateAccountAsync(recoveryHash));
        }

        if (operation == "recover")
        {
            (BetterAuthClient lost, ISigningKey recoveryKey) = await _world.NewAccountAsync();
            Utf8Text identity = lost.Identity;
            return (client, c => c.RecoverAccountAsync(identity, recoveryKey, recoveryHash));
        }

        await client.CreateAccountAsync(recoveryHash);
        BetterAuthClient other = await _world.NewClientAsync();
        string container = await other.CreateLinkContainerAsync(client.Identity);
        if (operation.StartsWith("unlink", StringComparison.Ordinal))
        {
            await client.LinkDeviceAsync(container);
        }

        if (operation == "refresh")
        {
            await client.CreateSessionAsync();
        }

        Utf8Text device = client.Device;
        Utf8Text changed = _world.Hash(_world.Suite.Keys.Generate().PublicKey);
        return (client, operation switch
        {
            "rotate" => c => c.RotateDeviceAsync(),
            "change" => c => c.ChangeRecoveryKeyAsync(changed),
            "link" => c => c.LinkDeviceAsync(container),
            "unlink" => c => c.UnlinkDeviceAsync(other.Device),
            "unlink self" => c => c.UnlinkDeviceAsync(device),
            "delete" => c => c.DeleteAccountAsync(),
            "refresh" => c => c.RefreshSessionAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        });
    }

    private sealed class FailingStore : IClientStore
    {
        private readonly MemoryClientStore _store = new();

        public bool IsFull { get; set; }

        public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => _store.ReadAsync(cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
            IsFull ? throw new IOException("The disk is full.") : _store.WriteAsync(record, cancellationToken);
    }
}
