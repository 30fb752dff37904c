using BetterAuth.Errors;

namespace BetterAuth.AspNetCore.Limits;

/// <summary>Ends calls whose store does not answer: they are cancelled, and fail as an outage does. Thread-safe.</summary>
internal sealed class StoreDeadline(TimeSpan timeout, TimeProvider clock)
{
    /// <summary>Runs <paramref name="call"/>; throws <see cref="StoreUnavailableException"/> when it was cancelled for the time it took.</summary>
    public async ValueTask<T> RunAsync<TState, T>(Func<TState, CancellationToken, ValueTask<T>> call, TState state, CancellationToken aborted)
    {
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
}
