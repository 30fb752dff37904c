using BetterAuth.Storage;

namespace BetterAuth.Tests.Storage;

public class MemoryClientStoreTests
{
    private readonly MemoryClientStore _store = new();

    [Fact]
    public async Task A_new_store_has_no_record() => Assert.Null(await _store.ReadAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_last_record_is_read_back()
    {
        await _store.WriteAsync("first"u8.ToArray(), TestContext.Current.CancellationToken);
        await _store.WriteAsync("second"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("second"u8.ToArray(), await _store.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_is_cancelled_reads_and_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.ReadAsync(new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.WriteAsync("x"u8.ToArray(), new CancellationToken(canceled: true)));
        Assert.Null(await _store.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Callers_may_clear_what_they_wrote_and_what_they_read()
    {
        byte[] written = "record"u8.ToArray();
        await _store.WriteAsync(written, TestContext.Current.CancellationToken);
        Array.Clear(written);
        Array.Clear((await _store.ReadAsync(TestContext.Current.CancellationToken))!);
        Assert.Equal("record"u8.ToArray(), await _store.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cancelled_write_changes_nothing()
    {
        await _store.WriteAsync("first"u8.ToArray(), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _store.WriteAsync("second"u8.ToArray(), new CancellationToken(canceled: true)));
        Assert.Equal("first"u8.ToArray(), await _store.ReadAsync(TestContext.Current.CancellationToken));
    }
}
