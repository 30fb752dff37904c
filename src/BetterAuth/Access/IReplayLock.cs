namespace BetterAuth.Access;

/// <summary>Remembers which (access key, nonce) pairs were used. What ships: <see cref="MemoryReplayLock"/>. Thread-safe; throws <see cref="Errors.StoreUnavailableException"/> when it cannot tell (fails closed).</summary>
public interface IReplayLock
{
    /// <summary>
    /// From when on this lock knows every nonce it was shown; requests with earlier time stamps are refused. <see cref="DateTimeOffset.MinValue"/> for durable locks; for one in memory, its start.
    /// </summary>
    DateTimeOffset KnowsSince { get; }

    /// <summary>Atomically reserves <paramref name="entry"/> (a hash of 32 bytes over key and nonce) until <paramref name="until"/>; false when it is reserved already.</summary>
    ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default);
}
