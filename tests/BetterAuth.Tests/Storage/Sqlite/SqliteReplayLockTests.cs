using BetterAuth.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Storage.Sqlite;

public sealed class SqliteReplayLockTests : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task An_entry_is_reserved_once()
    {
        SqliteReplayLock replayLock = (await OpenAsync(_folder.NewFile())).ReplayLock;
        Assert.True(await replayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel));
        Assert.False(await replayLock.TryReserveAsync(Entry(1), InSeconds(20), Cancel));
        Assert.True(await replayLock.TryReserveAsync(Entry(2), InSeconds(10), Cancel));
    }

    [Fact]
    public async Task Of_64_at_once_over_two_stores_one_reserves()
    {
        string path = _folder.NewFile();
        SqliteReplayLock[] locks = [(await OpenAsync(path)).ReplayLock, (await OpenAsync(path)).ReplayLock];
        for (int round = 0; round < 10; round++)
        {
            bool[] reserved = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(async () => await locks[number % 2].TryReserveAsync(Entry(round), InSeconds(10), Cancel), Cancel)));
            Assert.Single(reserved, won => won);
        }
    }

    [Fact]
    public async Task Reservations_outlive_the_process()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await OpenAsync(path);
        Assert.True(await store.ReplayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel));
        await store.DisposeAsync();
        store = await OpenAsync(path);
        Assert.False(await store.ReplayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel));
        Assert.Equal(DateTimeOffset.MinValue, store.ReplayLock.KnowsSince);
    }

    [Fact]
    public async Task An_entry_leaves_when_its_time_is_over_and_not_before()
    {
        SqliteAccountStore store = await OpenAsync(_folder.NewFile());
        await store.ReplayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(await store.ReplayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await store.ReplayLock.TryReserveAsync(Entry(1), InSeconds(10), Cancel));
    }

    [Fact]
    public async Task More_than_a_slice_is_swept_after_one_tick()
    {
        string path = _folder.NewFile();
        SqliteAccountStore store = await OpenAsync(path);
        await Task.WhenAll(Enumerable.Range(0, 1700).Select(number => store.ReplayLock.TryReserveAsync(Entry(number), InSeconds(number < 1600 ? 1 : 60), Cancel).AsTask()));
        using SqliteConnection foreign = DatabaseFolder.OpenForeign(path);
        Assert.Equal(1700L, Count(foreign));
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (int tries = 0; tries < 1000 && Count(foreign) > 100; tries++)
        {
            await store.ReplayLock.TryReserveAsync(Entry(1650), InSeconds(60), Cancel);
        }

        Assert.Equal(100L, Count(foreign));
        static long Count(SqliteConnection connection) => (long)DatabaseFolder.Run(connection, "SELECT COUNT(*) FROM nonces")!;
    }

    [Fact]
    public async Task An_entry_is_32_bytes()
    {
        SqliteReplayLock replayLock = (await OpenAsync(_folder.NewFile())).ReplayLock;
        await Assert.ThrowsAsync<ArgumentException>(async () => await replayLock.TryReserveAsync(new byte[31], InSeconds(1), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await replayLock.TryReserveAsync(new byte[33], InSeconds(1), Cancel));
    }

    private static byte[] Entry(int number)
    {
        byte[] entry = new byte[32];
        BitConverter.TryWriteBytes(entry, number);
        return entry;
    }

    private DateTimeOffset InSeconds(int seconds) => _clock.GetUtcNow().AddSeconds(seconds);

    private ValueTask<SqliteAccountStore> OpenAsync(string path) => _folder.OpenAsync(path, options => options with { TimeProvider = _clock, SweepInterval = TimeSpan.FromSeconds(1) });
}
