namespace BetterAuth.Client;

/// <summary>
/// Keeps the client's one record: keys, position, session and pending messages. What ships: <see cref="BetterAuth.Storage.MemoryClientStore"/> and <see cref="BetterAuth.Storage.EncryptedFileClientStore"/>.
/// </summary>
/// <remarks>A store belongs to one client at a time. One that several processes could open must refuse all but the first, as the encrypted file does: two clients on one record sign two messages with one key, and one of them loses its chain.</remarks>
public interface IClientStore
{
    /// <summary>The last record written, or null. The caller clears the bytes.</summary>
    ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Replaces the record atomically and durably: when this returns, the record survives a crash; when it throws, the former one is intact.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default);
}
