using BetterAuth.Errors;

namespace BetterAuth.Sqlite.Writing;

/// <summary>Queues a sweep at every tick of the clock's timer, and slice after slice while there is more.</summary>
internal sealed class Sweeper : IDisposable
{
    private readonly Writer _writer;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private int _running;

    public Sweeper(Writer writer, SqliteStoreOptions options)
    {
        _writer = writer;
        _timeProvider = options.TimeProvider;
        _timer = _timeProvider.CreateTimer(static sweeper => _ = ((Sweeper)sweeper!).SweepAsync(), this, options.SweepInterval, options.SweepInterval);
    }

    public void Dispose() => _timer.Dispose();

    private async Task SweepAsync()
    {
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            return;
        }

        try
        {
            while (await _writer.WriteAsync(new SweepWrite(_timeProvider.GetUtcNow()), CancellationToken.None).ConfigureAwait(false))
            {
            }
        }
        catch (StoreUnavailableException)
        {
            // The next tick tries again; the callers of the store hear of it by themselves.
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }
}
