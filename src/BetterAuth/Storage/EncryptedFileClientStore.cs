using BetterAuth.Client;
using BetterAuth.Storage.Files;

namespace BetterAuth.Storage;

/// <summary>
/// Keeps the client's record in an encrypted file (AES-256-GCM under a random key that an <see cref="IKeyProtector"/> wraps), owner-only on Unix, locked while it is open. The bytes are described in <c>docs/storage.md</c>.
/// </summary>
/// <remarks>Thread-safe; concurrent calls wait for each other. A write returns when the disk has it, and completes synchronously: nothing in .NET flushes a file asynchronously.</remarks>
public sealed class EncryptedFileClientStore : IClientStore, IDisposable, IAsyncDisposable
{
    /// <summary>Bytes that a record may have: 1 MiB.</summary>
    public const int MaxRecordLength = EncryptedFile.MaxRecordLength;

    private readonly EncryptedFile _file;

    private EncryptedFileClientStore(EncryptedFile file) => _file = file;

    /// <summary>Opens the file at <paramref name="path"/>, or creates it without a record; its folder must exist. When this throws, nothing was overwritten.</summary>
    /// <param name="path">The file. It is created with mode 0600; on Windows the folder's permissions apply.</param>
    /// <param name="protector">Used here only; the caller disposes it.</param>
    /// <exception cref="IOException">Another store or process has the file open, or the disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can be reached by others than its owner, or not by this process.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The protector is another one than the file was created with, or its passphrase or secret is.</exception>
    /// <exception cref="InvalidDataException">The file is none of this library, or damaged.</exception>
    public static EncryptedFileClientStore Open(string path, IKeyProtector protector)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(protector);
        return new EncryptedFileClientStore(EncryptedFile.Open(path, protector));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<byte[]?>(_file.Read());
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The record has more than <see cref="MaxRecordLength"/> bytes.</exception>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _file.Write(record.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes and unlocks the file and clears its key.</summary>
    public void Dispose() => _file.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
