using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sqlite;
using BetterAuth.Sqlite.Connections;
using BetterAuth.Wire;
using static BetterAuth.Tests.Storage.Sqlite.StoreTexts;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>Many commits in one transaction, each by itself.</summary>
public sealed class SqliteGroupCommitTests : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();
    private int _transactions;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task N_03_refusals_and_successes_share_a_transaction_and_nothing_else()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        await store.CommitAsync(Alice, 0, "one", Row("taken"));
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitResult>[] group =
        [
            Queue(Commit(Alice, 0, "behind", Row("a"))),
            Queue(Commit(Alice, 1, "row exists", Row("b"), Row("taken"))),
            Queue(Commit(Alice, 1, "two", Row("c"))),
            Queue(Commit(Alice, 1, "late", Row("d"))),
            Queue(Commit(Alice, 2, "row of this group exists", Row("e"), Row("c"))),
            Queue(Commit(Alice, 2, "three", Row("f"))),
            Queue(Commit(Bob, 0, "bob", Row("taken"))),
        ];
        int before = _transactions;
        await holder.ReleaseAsync();
        CommitResult[] results = await Task.WhenAll(group);

        Assert.Equal(
            [CommitOutcome.VersionConflict, CommitOutcome.RowExists, CommitOutcome.Committed, CommitOutcome.VersionConflict, CommitOutcome.RowExists, CommitOutcome.Committed, CommitOutcome.Committed],
            results.Select(result => result.Outcome));
        Assert.Equal("c"u8, results[4].Row.Key.Span);
        Assert.Equal("3 three", await store.TextAsync(Alice));
        Assert.Equal("1 bob", await store.TextAsync(Bob));
        string kept = "";
        foreach (string key in new[] { "a", "b", "c", "d", "e", "f" })
        {
            kept += (await store.FindIdentitiesAsync(RowKind.UsedKey, Row(key).Key, Cancel)).Count > 0 ? key : "";
        }

        Assert.Equal("cf", kept);
        Assert.Equal(2, _transactions - before);

        Task<CommitResult> Queue(AccountCommit commit) => store.CommitAsync(commit, Cancel).AsTask();
    }

    [Fact]
    public async Task A_hundred_waiting_commits_take_few_transactions()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome>[] group = [.. Enumerable.Range(0, 100).Select(number => store.CommitAsync(Utf8Text.FromString($"{number}"), 0, "one"))];
        int before = _transactions;
        await holder.ReleaseAsync();
        Assert.All(await Task.WhenAll(group), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Equal(2, _transactions - before);
    }

    [Fact]
    public async Task When_the_transaction_fails_no_commit_of_the_group_is_answered_as_made()
    {
        bool fails = false;
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with
        {
            OnOpened = connection => SQLitePCL.raw.sqlite3_commit_hook(connection.Handle!, _ => fails ? 1 : 0, null),
        });
        HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome> good = store.CommitAsync(Alice, 0, "one");
        Task<CommitOutcome> refused = store.CommitAsync(Bob, 7, "one");
        fails = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(holder.ReleaseAsync);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => good);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        fails = false;
        Assert.Null(await store.TextAsync(Alice));
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Alice, 0, "again"));
        Assert.Equal("1 again", await store.TextAsync(Alice));
    }

    [Fact]
    public async Task What_is_uncommitted_is_not_seen()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        await store.CommitAsync(Alice, 0, "one");
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome> second = store.CommitAsync(Alice, 1, "two");
        Assert.Equal("1 one", await store.TextAsync(Alice));
        await holder.ReleaseAsync();
        await second;
        Assert.Equal("2 two", await store.TextAsync(Alice));
    }

    [Fact]
    public async Task A_cancelled_commit_is_not_made_and_its_neighbours_are()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        using CancellationTokenSource givesUp = new();
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome> before = store.CommitAsync(Alice, 0, "alice");
        ValueTask<CommitResult> cancelled = store.CommitAsync(Commit(Utf8Text.FromString("carol"), 0, "carol"), givesUp.Token);
        Task<CommitOutcome> after = store.CommitAsync(Bob, 0, "bob");
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        await holder.ReleaseAsync();
        Assert.Equal((CommitOutcome.Committed, CommitOutcome.Committed), (await before, await after));
        Assert.Null(await store.TextAsync(Utf8Text.FromString("carol")));
    }

    [Fact]
    public async Task Where_all_that_waited_was_cancelled_nothing_of_it_is_made_and_the_writer_goes_on()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        using CancellationTokenSource givesUp = new();
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        ValueTask<CommitResult> cancelled = store.CommitAsync(Commit(Alice, 0, "alice"), givesUp.Token);
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        await holder.ReleaseAsync();

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Alice, 0, "later"));
        Assert.Equal("1 later", await store.TextAsync(Alice));
    }

    [Fact]
    public async Task A_commit_that_the_writer_has_begun_is_answered_although_cancelled()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        using CancellationTokenSource givesUp = new();
        using HeldWriter holder = HeldWriter.Hold(store, givesUp.Token);
        await givesUp.CancelAsync();
        Assert.Equal(CommitOutcome.Committed, (await holder.ReleaseAsync()).Outcome);
    }

    [Fact]
    public async Task A_commit_that_is_wrong_in_itself_fails_alone()
    {
        SqliteAccountStore store = await OpenCountingAsync();
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome> before = store.CommitAsync(Alice, 0, "alice");
        Task<CommitResult> wrong = store.CommitAsync(Commit(Bob, 0, "bob") with { Revocations = null! }, Cancel).AsTask();
        Task<CommitOutcome> after = store.CommitAsync(Alice, 1, "alice");
        await holder.ReleaseAsync();
        await Assert.ThrowsAsync<NullReferenceException>(() => wrong);
        Assert.Equal((CommitOutcome.Committed, CommitOutcome.Committed), (await before, await after));
        Assert.Null(await store.TextAsync(Bob));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with { MaxQueuedWrites = 3 });
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome>[] waiting = [.. Enumerable.Range(0, 3).Select(version => store.CommitAsync(Alice, version, "one"))];
        StoreUnavailableException refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Bob, 0, "one"));
        Assert.Contains("3 writes are waiting", refusal.Message, StringComparison.Ordinal);
        await holder.ReleaseAsync();
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(CommitOutcome.Committed, outcome));
        Assert.Null(await store.TextAsync(Bob));
    }

    private ValueTask<SqliteAccountStore> OpenCountingAsync() => _folder.OpenAsync(_folder.NewFile(), options => options with
    {
        OnOpened = connection =>
        {
            if (connection.Read("PRAGMA query_only") == "0")
            {
                SQLitePCL.raw.sqlite3_commit_hook(connection.Handle!, _ => Interlocked.Increment(ref _transactions) * 0, null);
            }
        },
    });
}
