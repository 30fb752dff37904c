using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sqlite;
using BetterAuth.Sqlite.Connections;
using BetterAuth.Wire;
using Microsoft.Data.Sqlite;
using static BetterAuth.Tests.Storage.Sqlite.StoreTexts;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>What goes wrong below the store: it answers that it cannot, and works again when it can.</summary>
public sealed class SqliteFailureTests : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task A_closed_store_is_unavailable_for_everything()
    {
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile());
        await store.CommitAsync(Alice, 0, "one");
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Alice, 1, "two"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TextAsync(Alice));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.FindIdentitiesAsync(RowKind.Device, default, Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.ReplayLock.TryReserveAsync(new byte[32], DateTimeOffset.MaxValue, Cancel));
    }

    [Fact]
    public async Task What_waits_when_the_store_is_closed_is_done_first()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await _folder.OpenAsync(path);
        using HeldWriter holder = HeldWriter.Hold(store, Cancel);
        Task<CommitOutcome> waiting = store.CommitAsync(Alice, 0, "one");
        Task closing = store.DisposeAsync().AsTask();
        await holder.ReleaseAsync();
        await closing;
        Assert.Equal(CommitOutcome.Committed, await waiting);
        Assert.Equal("1 one", await (await _folder.OpenAsync(path)).TextAsync(Alice));
    }

    [Fact]
    public async Task N_08_while_another_process_holds_the_file_writes_are_unavailable_and_reads_go_on()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await _folder.OpenAsync(path, options => options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        await store.CommitAsync(Alice, 0, "one");
        using (SqliteConnection foreign = DatabaseFolder.OpenForeign(path))
        {
            DatabaseFolder.Run(foreign, "BEGIN IMMEDIATE");
            StoreUnavailableException unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(Alice, 1, "two"));
            Assert.IsType<SqliteException>(unavailable.InnerException);
            Assert.Equal("1 one", await store.TextAsync(Alice));
        }

        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Alice, 1, "two"));
        Assert.Equal("2 two", await store.TextAsync(Alice));
    }

    [Fact]
    public async Task A_short_hold_by_another_process_is_waited_out()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await _folder.OpenAsync(path, options => options with { BusyTimeout = TimeSpan.FromMinutes(1) });
        using SqliteConnection foreign = DatabaseFolder.OpenForeign(path);
        DatabaseFolder.Run(foreign, "BEGIN IMMEDIATE");
        Task<CommitOutcome> commit = store.CommitAsync(Alice, 0, "one");
        DatabaseFolder.Run(foreign, "COMMIT");
        Assert.Equal(CommitOutcome.Committed, await commit);
    }

    [Fact]
    public async Task A_full_disk_fails_the_commit_and_keeps_what_was_there()
    {
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with { OnOpened = connection => connection.Execute("PRAGMA max_page_count = 40") });
        await store.CommitAsync(Alice, 0, "one");
        AccountCommit large = Commit(Alice, 1, "large") with { Record = new byte[1 << 20] };
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(large, Cancel));
        Assert.Equal("1 one", await store.TextAsync(Alice));
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Alice, 1, "two"));
    }

    [Fact]
    public async Task A_commit_that_breaks_the_transaction_leaves_a_writer_that_works()
    {
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with
        {
            OnOpened = connection => SQLitePCL.raw.sqlite3_limit(connection.Handle!, SQLitePCL.raw.SQLITE_LIMIT_LENGTH, 100_000),
        });
        await store.CommitAsync(Alice, 0, "one");
        AccountCommit large = Commit(Alice, 1, "large") with { Insert = [new AccountRow(RowKind.Refresh, Row("k").Key, new byte[1 << 20])] };
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(large, Cancel));
        Assert.Equal("1 one", await store.TextAsync(Alice));
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(Alice, 1, "two"));
        Assert.Equal("2 two", await store.TextAsync(Alice));
    }

    [Fact]
    public async Task A_store_whose_last_commit_failed_closes_and_opens_again()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await _folder.OpenAsync(path, options => options with { OnOpened = connection => connection.Execute("PRAGMA max_page_count = 40") });
        await store.CommitAsync(Alice, 0, "one");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(Commit(Alice, 1, "large") with { Record = new byte[1 << 20] }, Cancel));

        await store.DisposeAsync();

        Assert.Equal("1 one", await (await _folder.OpenAsync(path)).TextAsync(Alice));
    }

    [Fact]
    public async Task A_damaged_file_is_unavailable()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await _folder.OpenAsync(path);
        foreach (int number in Enumerable.Range(0, 200))
        {
            await store.CommitAsync(Utf8Text.FromString($"{number}"), 0, new string('x', 1000));
        }

        await store.DisposeAsync();
        byte[] bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes.AsSpan(4096).Fill(0x5A);
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        SqliteAccountStore damaged = await _folder.OpenAsync(path);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => damaged.TextAsync(Utf8Text.FromString("7")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => damaged.CommitAsync(Alice, 0, "one"));
    }

    [Fact]
    public async Task A_reader_that_waits_for_its_turn_can_give_up()
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim released = new();
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with
        {
            Readers = 1,
            OnOpened = connection =>
            {
                if (connection.Read("PRAGMA query_only") == "1")
                {
                    entered.Set();
                    released.Wait();
                }
            },
        });
        Task<string?> first = Task.Run(() => store.TextAsync(Alice), Cancel);
        entered.Wait(Cancel);
        using CancellationTokenSource givesUp = new();
        ValueTask<StoredAccount?> second = store.LoadAsync(Alice, givesUp.Token);
        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        released.Set();
        Assert.Null(await first);
        Assert.Null(await store.TextAsync(Alice));
    }
}
