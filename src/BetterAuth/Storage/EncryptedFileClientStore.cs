using BetterAuth.Client;

namespace BetterAuth.Storage;

/// <summary>Keeps the client's record in an encrypted file.</summary>
public sealed class EncryptedFileClientStore : IClientStore
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
