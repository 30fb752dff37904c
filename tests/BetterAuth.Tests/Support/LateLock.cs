using BetterAuth.Access;

namespace BetterAuth.Tests.Support;

/// <summary>A replay lock that answers when the test says so; as one in another process does, later than it is asked.</summary>
internal sealed class LateLock(IReplayLock replayLock) : IReplayLock
{
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset KnowsSince => replayLock.KnowsSince;

    /// <summary>From now on it answers.</summary>
    public void Answer() => _answers.TrySetResult();

    /// <summary>From now on it fails.</summary>
    public void Fail(Exception failure) => _answers.TrySetException(failure);

    public async ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        await _answers.Task.ConfigureAwait(false);
        return await replayLock.TryReserveAsync(entry, until, cancellationToken).ConfigureAwait(false);
    }
}
