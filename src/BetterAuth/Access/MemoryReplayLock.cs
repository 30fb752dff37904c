namespace BetterAuth.Access;

/// <summary>A replay lock in this process's memory.</summary>
public sealed class MemoryReplayLock : IReplayLock
{
    /// <summary>Starts now.</summary>
    public MemoryReplayLock(TimeProvider timeProvider) => throw new NotImplementedException();

    /// <inheritdoc/>
    public DateTimeOffset KnowsSince => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
