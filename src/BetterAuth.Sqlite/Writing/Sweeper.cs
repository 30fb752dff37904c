using BetterAuth.Errors;

namespace BetterAuth.Sqlite.Writing;

/// <summary>Queues one slice of sweeping at every tick of the clock's timer, and slice after slice while there is more.</summary>
internal sealed class Sweeper : IDisposable
{
    private readonly Writer _writer;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private int _draining;

    public Sweeper(Writer writer, SqliteStoreOptions options)
    {
        _writer = writer;
        _timeProvider = options.TimeProvider;
        _timer = _timeProvider.CreateTimer(static sweeper => _ = ((Sweeper)sweeper!).SweepAsync(), this, options.SweepInterval, options.SweepInterval);
    }

    public void Dispose() => _timer.Dispose();

    private async Task SweepAsync()
    {
        try
        {
            if (await SweepSliceAsync().ConfigureAwait(false) && Interlocked.Exchange(ref _draining, 1) == 0)
            {
                await DrainAsync().ConfigureAwait(false);
            }
        }
        catch (StoreUnavailableException)
        {
            // The next tick tries again; the callers of the store hear of it by themselves.
        }
    }

    private async Task DrainAsync()
    {
        try
        {
            while (await SweepSliceAsync().ConfigureAwait(false))
            {
            }
        }
        finally
        {
            Volatile.Write(ref _draining, 0);
        }
    }

    private ValueTask<bool> SweepSliceAsync() => _writer.WriteAsync(new SweepWrite(_timeProvider.GetUtcNow()), CancellationToken.None);
}
