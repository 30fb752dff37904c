using System.Security.Cryptography;
using BetterAuth.Client;
using BetterAuth.Cryptography;

namespace BetterAuth.Storage;

/// <summary>Keeps the client's record in memory: for tests and for devices that need not outlive the process. Thread-safe; completes synchronously.</summary>
public sealed class MemoryClientStore : IClientStore
{
    private readonly Lock _lock = new();
    private byte[]? _record;

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new ValueTask<byte[]?>(_record is null ? null : Copy(_record));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();

        byte[] copy = Copy(record.Span);
        lock (_lock)
        {
            CryptographicOperations.ZeroMemory(_record);
            _record = copy;
        }

        return ValueTask.CompletedTask;
    }

    private static byte[] Copy(ReadOnlySpan<byte> record)
    {
        byte[] copy = SecretBytes.Allocate(record.Length);
        record.CopyTo(copy);
        return copy;
    }
}
