using BetterAuth.Client;

namespace BetterAuth.Storage;

/// <summary>Keeps the client's record in memory: for tests and for devices that need not outlive the process.</summary>
public sealed class MemoryClientStore : IClientStore
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
