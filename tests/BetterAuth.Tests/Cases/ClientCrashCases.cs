using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Storage;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Cases;

/// <summary>A client that is killed at any of its steps, and one whose clock is wrong.</summary>
public sealed class ClientCrashCases
{
    private readonly World _world = new();

    public static TheoryData<string> Operations { get; } = ["create", "recover", "rotate", "link", "unlink", "unlink self", "change", "delete", "session", "refresh"];

    [Theory, MemberData(nameof(Operations))]
    public async Task CL_09_a_client_that_is_killed_at_any_step_goes_on_when_it_is_started_again(string operation)
    {
        int steps = 0;
        while (await KilledAtAsync(operation, steps))
        {
            steps++;
        }

        Assert.InRange(steps, 4, 12); // before and after each write, before and after each message
    }

    [Fact]
    public async Task CL_13_the_next_recovery_key_is_the_user_s_before_the_message_is_sent()
    {
        (BetterAuthClient lost, ISigningKey recovery) = await _world.NewAccountAsync();
        ISigningKey next = _world.Suite.Keys.Generate(); // the client is only told its hash: whoever calls it has the key already
        _world.Network.LoseNextAnswer();
        BetterAuthClient found = await _world.NewClientAsync();
        await Assert.ThrowsAsync<IOException>(async () => await found.RecoverAccountAsync(lost.Identity, recovery, _world.Hash(next.PublicKey)));

        // The answer, the process and the device's store are gone; the key is not.
        BetterAuthClient again = await _world.NewClientAsync();
        await again.RecoverAccountAsync(lost.Identity, next, _world.Hash(_world.Suite.Keys.Generate().PublicKey));
        await again.CreateSessionAsync();
    }

    [Theory, InlineData(1, ErrorCode.FutureRequest), InlineData(-1, ErrorCode.StaleRequest)]
    public async Task CL_22_a_clock_that_is_an_hour_wrong_spoils_access_requests_alone_and_says_so(int hours, ErrorCode code)
    {
        FakeTimeProvider wrong = new(_world.Clock.GetUtcNow());
        MemoryClientStore store = new();
        BetterAuthClient client = await _world.NewClientAsync(store, configure: options => options with { TimeProvider = wrong });
        await client.CreateAccountAsync(_world.Hash(_world.Suite.Keys.Generate().PublicKey));
        await client.CreateSessionAsync();
        wrong.AdjustTime(wrong.GetUtcNow().AddHours(hours));

        await client.RotateDeviceAsync();
        BetterAuthException refused = await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await AccessAsync(client));
        Assert.Equal(code, refused.Refusal.Code);

        wrong.AdjustTime(_world.Clock.GetUtcNow());
        await AccessAsync(client);
    }

    /// <summary>Runs the operation until its n-th step, kills it there, starts again, and asserts that all is well. False when it has fewer steps.</summary>
    private async Task<bool> KilledAtAsync(string operation, int step)
    {
        MemoryClientStore store = new();
        Func<BetterAuthClient, Task> act = await PrepareAsync(operation, store);
        Killer killer = new(step);
        BetterAuthClient client = await _world.NewClientAsync(new KilledStore(store, killer), new KilledNetwork(_world.Network, killer));
        try
        {
            await act(client);
        }
        catch (KilledException)
        {
        }

        BetterAuthClient again = await _world.NewClientAsync(store);
        await again.ResumeAsync();
        if (operation is "create" or "recover" && again.Device.IsEmpty)
        {
            await act(again);
        }

        Assert.False(again.HasPendingOperation);
        if (!again.Device.IsEmpty)
        {
            long before = await PositionAsync(again);
            Assert.InRange(before, 0, operation is "unlink" ? 2 : 1);
            await again.RotateDeviceAsync();
            Assert.Equal(before + 1, await PositionAsync(again));
            if (again.SessionExpiry is not null)
            {
                await AccessAsync(again);
                await again.RefreshSessionAsync();
            }

            await again.CreateSessionAsync();
            await AccessAsync(again);
        }
        else
        {
            Assert.True(operation is "delete" or "unlink self");
        }

        return killer.HasKilled;
    }

    private async Task<Func<BetterAuthClient, Task>> PrepareAsync(string operation, MemoryClientStore store)
    {
        Utf8Text recoveryHash = _world.Hash(_world.Suite.Keys.Generate().PublicKey);
        if (operation == "create")
        {
            return client => client.CreateAccountAsync(recoveryHash).AsTask();
        }

        if (operation == "recover")
        {
            (BetterAuthClient lost, ISigningKey recoveryKey) = await _world.NewAccountAsync();
            Utf8Text identity = lost.Identity;
            return client => client.RecoverAccountAsync(identity, recoveryKey, recoveryHash).AsTask();
        }

        await using BetterAuthClient prepared = await _world.NewClientAsync(store);
        await prepared.CreateAccountAsync(recoveryHash);
        BetterAuthClient other = await _world.NewClientAsync();
        string container = await other.CreateLinkContainerAsync(prepared.Identity);
        if (operation == "unlink")
        {
            await prepared.LinkDeviceAsync(container);
        }

        if (operation == "refresh")
        {
            await prepared.CreateSessionAsync();
        }

        Utf8Text changed = _world.Hash(_world.Suite.Keys.Generate().PublicKey);
        return operation switch
        {
            "rotate" => client => client.RotateDeviceAsync().AsTask(),
            "link" => client => client.LinkDeviceAsync(container).AsTask(),
            "unlink" => client => client.UnlinkDeviceAsync(other.Device).AsTask(),
            "unlink self" => client => client.UnlinkDeviceAsync(client.Device).AsTask(),
            "change" => client => client.ChangeRecoveryKeyAsync(changed).AsTask(),
            "delete" => client => client.DeleteAccountAsync().AsTask(),
            "session" => client => client.CreateSessionAsync().AsTask(),
            _ => client => client.RefreshSessionAsync().AsTask(),
        };
    }

    private async Task<long> PositionAsync(BetterAuthClient client) =>
        AccountRecord.Decode((await _world.Store.LoadAsync(client.Identity))!.Value.Record).Find(client.Device)!.Position;

    private static async Task AccessAsync(BetterAuthClient client) => await client.MakeAccessRequestAsync("/echo", new RawJson("{}"u8.ToArray()));

    /// <summary>Counts steps, and lets nothing through from one of them on.</summary>
    private sealed class Killer(int step)
    {
        private int _steps;

        public bool HasKilled { get; private set; }

        public void Step()
        {
            HasKilled |= _steps++ >= step;
            if (HasKilled)
            {
                throw new KilledException();
            }
        }
    }

    private sealed class KilledStore(IClientStore store, Killer killer) : IClientStore
    {
        public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => store.ReadAsync(cancellationToken);

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
        {
            killer.Step();
            await store.WriteAsync(record, cancellationToken);
            killer.Step();
        }
    }

    private sealed class KilledNetwork(INetwork network, Killer killer) : INetwork
    {
        public bool AuthenticatesServer => network.AuthenticatesServer;

        public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        {
            killer.Step();
            ReadOnlyMemory<byte> answer = await network.SendRequestAsync(path, message, cancellationToken);
            killer.Step();
            return answer;
        }
    }

    private sealed class KilledException : Exception;
}
