using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Client;

/// <summary>Private keys do not outlive their use.</summary>
public sealed class KeyLifetimeTests
{
    [Theory, InlineData(Operation.RotateDevice, false), InlineData(Operation.DeleteAccount, true)]
    public void CL_24_keys_are_cleared_when_their_message_is_known_to_be_applied(Operation operation, bool endsDevice)
    {
        HeldKey current = NewKey();
        HeldKey next = NewKey();
        HeldKey future = NewKey();
        PendingMessage message = new(operation, default, default, default, endsDevice);
        ClientState state = new() { Current = current, Next = next, Future = future, Pending = [message] };

        state.ForgetKeys(state.Applied(message));

        Assert.Equal((true, endsDevice, endsDevice), (IsCleared(current), IsCleared(next), IsCleared(future)));
    }

    [Fact]
    public void The_keys_of_registrations_that_were_not_applied_are_cleared()
    {
        PendingMessage[] messages = [Registration(), Registration()];
        ClientState state = new() { Pending = [.. messages] };

        state.ForgetKeys(state.Applied(messages[1]));

        Assert.Equal((true, false), (IsCleared(messages[0].Registers!.Next), IsCleared(messages[1].Registers!.Next)));
    }

    [Fact]
    public async Task A_key_that_was_given_up_does_not_sign()
    {
        HeldKey key = NewKey();
        byte[] signature = new byte[key.Key.SignatureLength];
        await key.Key.SignAsync("x"u8.ToArray(), signature);
        key.Dispose();
        Assert.True(IsCleared(key));
        await Assert.ThrowsAnyAsync<Exception>(async () => await key.Key.SignAsync("x"u8.ToArray(), signature));
    }

    [Fact]
    public async Task Records_on_their_way_from_and_to_the_store_are_cleared()
    {
        World world = new();
        LendingStore store = new();
        BetterAuthClient client = await world.NewClientAsync(store);
        await client.CreateAccountAsync(world.Hash(world.Suite.Keys.Generate().PublicKey));
        await client.RotateDeviceAsync();
        await client.DisposeAsync();
        await world.NewClientAsync(store);

        Assert.InRange(store.Lent.Count, 3, 100);
        Assert.All(store.Lent, record => Assert.False(record.Span.ContainsAnyExcept((byte)0)));
    }

    [Fact]
    public async Task A_key_ends_with_its_position_and_all_end_with_the_client()
    {
        ListedKeys keys = new();
        World world = new(CryptographicSuite.Default with { Keys = keys });
        Utf8Text recovery = world.Hash(world.Suite.Keys.Generate().PublicKey);
        keys.Made.Clear();
        BetterAuthClient client = await world.NewClientAsync();
        await client.CreateAccountAsync(recovery);
        Assert.Equal([true, true], await AreAliveAsync(keys));
        await client.RotateDeviceAsync();
        Assert.Equal([false, true, true], await AreAliveAsync(keys));

        await client.DisposeAsync();

        Assert.Equal([false, false, false], await AreAliveAsync(keys));
    }

    [Fact]
    public async Task A_client_that_was_disposed_of_does_nothing_more()
    {
        World world = new();
        (BetterAuthClient client, _) = await world.NewAccountAsync();
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await client.RotateDeviceAsync());
    }

    private static PendingMessage Registration() =>
        new(Operation.CreateAccount, default, default, default, EndsDevice: false) { Registers = new(default, default, NewKey(), NewKey()) };

    private static HeldKey NewKey() => HeldKey.Generate(CryptographicSuite.Default.Keys);

    private static bool IsCleared(HeldKey key) => !key.Secret.ContainsAnyExcept((byte)0);

    private static async Task<List<bool>> AreAliveAsync(ListedKeys keys)
    {
        List<bool> alive = [];
        foreach (ISigningKey key in keys.Made)
        {
            try
            {
                await key.SignAsync("x"u8.ToArray(), new byte[key.SignatureLength]);
                alive.Add(true);
            }
            catch (ObjectDisposedException)
            {
                alive.Add(false);
            }
        }

        return alive;
    }

    /// <summary>Lists the keys that it made.</summary>
    private sealed class ListedKeys : IKeyFactory
    {
        private readonly IKeyFactory _inner = CryptographicSuite.Default.Keys;

        public List<ISigningKey> Made { get; } = [];

        public int SecretLength => _inner.SecretLength;

        public ISigningKey Generate()
        {
            ISigningKey key = _inner.Generate();
            Made.Add(key);
            return key;
        }

        public ISigningKey Import(ReadOnlySpan<byte> secret) => _inner.Import(secret);

        public void Export(ISigningKey key, Span<byte> secret) => _inner.Export(key, secret);
    }

    /// <summary>Keeps a copy of the record, and looks at what it was lent.</summary>
    private sealed class LendingStore : IClientStore
    {
        private byte[]? _record;

        public List<ReadOnlyMemory<byte>> Lent { get; } = [];

        public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default)
        {
            byte[]? copy = _record?.ToArray();
            if (copy is not null)
            {
                Lent.Add(copy);
            }

            return new(copy);
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
        {
            _record = record.ToArray();
            Lent.Add(record);
            return default;
        }
    }
}
