using System.Security.Cryptography;

namespace BetterAuth.Storage.Files;

/// <summary>
/// One record in one encrypted file, replaced atomically and durably: of two slots the older is overwritten, so a write that is torn leaves the other. The bytes are described in <c>docs/storage.md</c>. Thread-safe; one opener at a time.
/// </summary>
internal sealed class EncryptedFile : IDisposable
{
    /// <summary>Bytes that a record may have: 1 MiB.</summary>
    public const int MaxRecordLength = 1 << 20;

    /// <summary>Random nonces of 96 bits are good for 2³² records under one key (NIST SP 800-38D section 8.3).</summary>
    private const ulong MaxSequence = 1UL << 32;

    private readonly Lock _lock = new();
    private readonly IFileDevice _device;
    private readonly SlotCipher _cipher;
    private ulong _sequence;
    private bool _unknown;
    private bool _disposed;

    /// <summary>Takes <paramref name="device"/> over once this returns.</summary>
    internal EncryptedFile(IFileDevice device, IKeyProtector protector)
    {
        _device = device;
        FileHeader header = FileHeader.Read(device);
        if (header.Kind != protector.Kind)
        {
            throw new CryptographicException($"The key of '{device.Name}' is protected by '{header.Kind}', not by '{protector.Kind}'.");
        }

        Span<byte> dataKey = stackalloc byte[IKeyProtector.KeyLength];
        try
        {
            protector.Unwrap(header.WrappedKey, dataKey);
            _cipher = new SlotCipher(header, dataKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }

        try
        {
            _sequence = FindNewest();
        }
        catch
        {
            _cipher.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file, or creates it without a record. Throws as <see cref="OpenExisting"/> does.</summary>
    public static EncryptedFile Open(string path, IKeyProtector protector)
    {
        if (!Path.Exists(path))
        {
            EncryptedFileCreation.Create(path, protector, record: null);
        }

        return OpenExisting(path, protector);
    }

    /// <summary>
    /// Opens a file. Throws <see cref="IOException"/> when it is open elsewhere, <see cref="UnauthorizedAccessException"/> when others may reach it,
    /// <see cref="CryptographicException"/> for another protector or secret, <see cref="InvalidDataException"/> when it is damaged; nothing is overwritten then.
    /// </summary>
    public static EncryptedFile OpenExisting(string path, IKeyProtector protector)
    {
        LockedFile device = LockedFile.Open(path);
        try
        {
            return new EncryptedFile(device, protector);
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>Reads the record of an existing file, beside other readers. Throws as <see cref="OpenExisting"/> does. The caller clears the bytes.</summary>
    public static byte[]? ReadShared(string path, IKeyProtector protector)
    {
        using LockedFile device = LockedFile.OpenShared(path);
        using EncryptedFile file = new(device, protector);
        return file.Read();
    }

    /// <summary>The last record written, or null. The caller clears the bytes.</summary>
    public byte[]? Read()
    {
        lock (_lock)
        {
            ThrowIfUnusable();
            byte[] record = TryRead(SlotBlocks.SlotOf(_sequence), out ulong sequence) is byte[] bytes && sequence == _sequence
                ? bytes
                : throw new InvalidDataException($"'{_device.Name}' was changed while it was open.");
            return _sequence == 0 ? null : record;
        }
    }

    /// <summary>Replaces the record. When this returns it survives a crash; when it throws, the former one is there.</summary>
    public void Write(ReadOnlySpan<byte> record)
    {
        if (record.Length > MaxRecordLength)
        {
            throw new ArgumentException($"A record has at most {MaxRecordLength} bytes.", nameof(record));
        }

        lock (_lock)
        {
            ThrowIfUnusable();
            WriteNext(record);
            if (_sequence == 1)
            {
                WriteCopyOfTheFirst(record);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _cipher.Dispose();
            _device.Dispose();
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_unknown)
        {
            throw new IOException($"A write to '{_device.Name}' failed and could not be withdrawn. Open the file again to see which record it holds.");
        }
    }

    private ulong FindNewest()
    {
        ulong? newest = null;
        for (int slot = 0; slot < 2; slot++)
        {
            if (TryRead(slot, out ulong sequence) is byte[] record)
            {
                CryptographicOperations.ZeroMemory(record);
                newest = Math.Max(sequence, newest ?? 0);
            }
        }

        return newest ?? throw new InvalidDataException($"'{_device.Name}' is damaged: neither of its slots can be read. Restore the file from a backup.");
    }

    private byte[]? TryRead(int slot, out ulong sequence)
    {
        Span<byte> head = stackalloc byte[SlotCipher.HeadLength];
        sequence = 0;
        if (SlotBlocks.Read(_device, slot, head) < head.Length || !SlotCipher.TryReadHead(head, out sequence, out int length) || SlotBlocks.SlotOf(sequence) != slot)
        {
            return null;
        }

        byte[] bytes = new byte[SlotCipher.Overhead + length];
        return SlotBlocks.Read(_device, slot, bytes) == bytes.Length ? _cipher.Open(bytes) : null;
    }

    private void WriteNext(ReadOnlySpan<byte> record)
    {
        ulong next = _sequence + 1;
        if (next > MaxSequence)
        {
            throw new IOException($"'{_device.Name}' was written {MaxSequence} times, which is all that its key is good for. Move its record to a new file.");
        }

        byte[] slot = _cipher.Seal(next, record);
        try
        {
            SlotBlocks.Write(_device, SlotBlocks.SlotOf(next), slot);
            _device.Flush();
        }
        catch
        {
            Withdraw(SlotBlocks.SlotOf(next));
            throw;
        }

        _sequence = next;
    }

    /// <summary>A write that failed may still have reached the disk; the caller is told that it did not, so it must not come back.</summary>
    private void Withdraw(int slot)
    {
        _unknown = true;
        try
        {
            SlotBlocks.Write(_device, slot, stackalloc byte[SlotCipher.HeadLength]);
            _device.Flush();
            _unknown = false;
        }
        catch (IOException)
        {
            // The caller hears of the write's own failure, and of this one by every further call.
        }
    }

    /// <summary>Until now the other slot says "no record": damage to the first record would make the file look new. The record is safe already, so a failure here is none of the caller's.</summary>
    private void WriteCopyOfTheFirst(ReadOnlySpan<byte> record)
    {
        try
        {
            WriteNext(record);
        }
        catch (IOException)
        {
            _unknown = false; // Whatever became of the copy, it is of the same record.
        }
    }
}
