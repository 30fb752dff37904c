using System.Threading.RateLimiting;
using BetterAuth.Errors;

namespace BetterAuth.AspNetCore.Limits;

/// <summary>Ends calls whose store does not answer, which are cancelled and fail as an outage does; and lets only so many in at a time, if that is limited. Thread-safe.</summary>
internal sealed class StoreDeadline(TimeSpan timeout, TimeProvider clock, int? maxConcurrency = null) : IDisposable
{
    private readonly ConcurrencyLimiter? _places = maxConcurrency is { } limit ? new(new() { PermitLimit = limit, QueueLimit = 0 }) : null;

    /// <summary>Runs <paramref name="call"/>; throws <see cref="StoreUnavailableException"/> when it was cancelled for the time it took, or not let in.</summary>
    public async ValueTask<T> RunAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> call, TState state, CancellationToken aborted)
    {
        using RateLimitLease? place = _places?.AttemptAcquire();
        if (place is { IsAcquired: false })
        {
            throw new StoreUnavailableException($"There are {maxConcurrency} requests already that wait for stores (BetterAuthOptions.MaxConcurrency).");
        }

        using CancellationTokenSource late = new(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, aborted);
        try
        {
            return await call(state, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (late.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"There was no answer within {timeout}.", exception);
        }
    }

    public void Dispose() => _places?.Dispose();
}
