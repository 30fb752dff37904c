using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>The pool of states is the process's: each has one owner, and comes back whatever became of its request.</summary>
[Collection(typeof(ProcessWide))]
public sealed class AccessStateTests : IDisposable
{
    private readonly AccessState[] _drained = [.. Enumerable.Range(0, 64).Select(_ => AccessState.Rent(0))];

    public void Dispose() => Array.ForEach(_drained, state => AccessState.Return(state, state.Lease));

    [Fact]
    public void One_that_was_given_back_is_used_again()
    {
        AccessState state = AccessState.Rent(5000);
        int lease = state.Lease;
        AccessState.Return(state, lease);

        Assert.Same(state, AccessState.Rent(5000));
        Assert.NotEqual(lease, state.Lease);
        Assert.NotSame(state, AccessState.Rent(5000));
    }

    [Fact]
    public void The_memory_of_a_claims_text_is_large_enough_whoever_had_it_before()
    {
        AccessState small = AccessState.Rent(1000);
        AccessState.Return(small, small.Lease);

        AccessState large = AccessState.Rent(5000);

        Assert.NotSame(small, large);
        Assert.Equal(5000, large.Claims.Length);
        Assert.Same(small, AccessState.Rent(1000));
    }

    [Fact]
    public void One_that_was_given_back_twice_has_one_owner_all_the_same()
    {
        AccessState state = AccessState.Rent(7777);
        int lease = state.Lease;
        AccessState.Return(state, lease);
        AccessState.Return(state, lease);

        Assert.Same(state, AccessState.Rent(7777));
        Assert.NotSame(state, AccessState.Rent(7777));
    }

    [Fact]
    public async Task Whatever_becomes_of_a_request_its_state_comes_back()
    {
        FailingReader reader = new();
        FailingLock replayLock = new();
        World world = new(access: options => options with { ReplayLock = replayLock, Revocations = new RevocationList(reader, options.TimeProvider) });
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();

        Assert.False((await world.Verifier.VerifyAsync("x"u8.ToArray())).IsVerified);
        AccessState state = AccessState.Rent(0);
        AccessState.Return(state, state.Lease);
        await BackAsync(() => Assert.ThrowsAsync<StoreUnavailableException>(async () => await world.Verifier.VerifyAsync(session.AccessMessage())));

        reader.IsDown = false;
        await BackAsync(() => Assert.ThrowsAsync<StoreUnavailableException>(async () => await world.Verifier.VerifyAsync(session.AccessMessage())));
        replayLock.IsDown = false;
        await BackAsync(async () => (await world.Verifier.VerifyAsync(session.AccessMessage())).Access.Dispose());

        async Task BackAsync(Func<Task> verify)
        {
            int lease = state.Lease;
            await verify();
            Assert.NotEqual(lease, state.Lease);
            Assert.Same(state, AccessState.Rent(0));
            AccessState.Return(state, state.Lease);
        }
    }

    private sealed class FailingReader : IRevocationReader
    {
        public bool IsDown { get; set; } = true;

        public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
            IsDown ? throw new StoreUnavailableException("down") : new([]);
    }

    private sealed class FailingLock : IReplayLock
    {
        public bool IsDown { get; set; } = true;

        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) =>
            IsDown ? throw new StoreUnavailableException("down") : new(true);
    }
}
