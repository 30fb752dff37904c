using BetterAuth.Client;

namespace BetterAuth.Tests.Client;

public sealed class OperationQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Operations_come_one_after_the_other_in_the_order_in_which_they_asked(bool runsInline)
    {
        OperationQueue queue = new(runsInline);
        List<int> order = [];
        int inside = 0;
        OperationQueue.Turn first = await queue.TakeTurnAsync(Cancel);
        Task[] others = [.. Enumerable.Range(0, 20).Select(async number =>
        {
            using OperationQueue.Turn turn = await queue.TakeTurnAsync(Cancel);
            Assert.Equal(1, Interlocked.Increment(ref inside));
            await Task.Yield();
            order.Add(number);
            Interlocked.Decrement(ref inside);
        })];

        Assert.Empty(order);
        first.Dispose();
        await Task.WhenAll(others);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public async Task Who_is_cancelled_already_gets_no_turn_though_it_is_free()
    {
        OperationQueue queue = new(runsInline: false);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await queue.TakeTurnAsync(new CancellationToken(canceled: true)));
        (await queue.TakeTurnAsync(Cancel)).Dispose();
    }

    [Fact]
    public async Task Who_waits_inline_goes_on_within_the_end_of_the_one_before()
    {
        OperationQueue queue = new(runsInline: true);
        OperationQueue.Turn first = await queue.TakeTurnAsync(Cancel);
        int thread = 0;
        Task second = Wait();

        first.Dispose();

        Assert.True(second.IsCompletedSuccessfully);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);

        async Task Wait()
        {
            using OperationQueue.Turn turn = await queue.TakeTurnAsync(Cancel).ConfigureAwait(false);
            thread = Environment.CurrentManagedThreadId;
        }
    }

    [Fact]
    public async Task Who_is_cancelled_is_passed_over()
    {
        OperationQueue queue = new(runsInline: false);
        using CancellationTokenSource given = new();
        OperationQueue.Turn first = await queue.TakeTurnAsync(Cancel);
        ValueTask<OperationQueue.Turn> cancelled = queue.TakeTurnAsync(given.Token);
        ValueTask<OperationQueue.Turn> next = queue.TakeTurnAsync(Cancel);

        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        Assert.False(next.IsCompleted);
        first.Dispose();

        (await next).Dispose();
        (await queue.TakeTurnAsync(Cancel)).Dispose();
    }

    [Fact]
    public async Task A_closed_queue_refuses_those_who_wait_and_those_who_come()
    {
        OperationQueue queue = new(runsInline: false);
        await queue.TakeTurnAsync(Cancel);
        ValueTask<OperationQueue.Turn> waiting = queue.TakeTurnAsync(Cancel);

        queue.Close();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await queue.TakeTurnAsync(Cancel));
    }
}
