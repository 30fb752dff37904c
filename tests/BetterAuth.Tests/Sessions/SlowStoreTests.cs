using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Sessions;

/// <summary>A store whose commit outlasts everything that was remembered of an earlier one: found by the simulation (I9, I10).</summary>
public sealed class SlowStoreTests
{
    private readonly World _world;
    private SlowStore? _store;

    public SlowStoreTests() => _world = new(configure: options => options with { Store = _store = new(options.Store) });

    [Fact]
    public async Task A_challenge_that_expired_while_the_store_committed_gives_no_token()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        await client.CreateSessionAsync();
        ReadOnlyMemory<byte> answered = _world.Network.Sent[^1].Message;

        // The same message again: looked at while its challenge is good, committed when nobody remembers that it was answered.
        _world.Clock.Advance(TimeSpan.FromSeconds(59));
        _store!.BeforeCommit = async () =>
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(10));
            _store.BeforeCommit = null;
            await (await _world.NewAccountAsync()).Client.CreateSessionAsync(); // sweeps
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _world.ExecuteAsync(Operation.CreateSession, answered));
    }

    [Fact]
    public async Task A_session_that_ended_while_the_store_committed_is_not_refreshed()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        await client.CreateSessionAsync();
        await client.RefreshSessionAsync();
        ReadOnlyMemory<byte> answered = _world.Network.Sent[^1].Message;
        _world.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        _store!.BeforeCommit = async () =>
        {
            _world.Clock.Advance(TimeSpan.FromMinutes(10));
            _store.BeforeCommit = null;
            await (await _world.NewAccountAsync()).Client.CreateSessionAsync(); // sweeps
        };

        await Assert.ThrowsAsync<StoreUnavailableException>(() => _world.ExecuteAsync(Operation.RefreshSession, answered));
    }

    private sealed class SlowStore(IAccountStore inner) : IAccountStore
    {
        public Func<Task>? BeforeCommit { get; set; }

        public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => inner.LoadAsync(identity, cancellationToken);

        public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            inner.FindIdentitiesAsync(kind, key, cancellationToken);

        public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            await (BeforeCommit?.Invoke() ?? Task.CompletedTask);
            return await inner.CommitAsync(commit, cancellationToken);
        }
    }
}
