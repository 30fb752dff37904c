using BetterAuth.Storage;
using BetterAuth.Storage.Files;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>What the tests of encrypted files share.</summary>
internal static class EncryptedFiles
{
    /// <summary>Cheap to unwrap, unlike a passphrase.</summary>
    public static SecretKeyProtector Protector { get; } = new([.. Enumerable.Range(1, 32).Select(value => (byte)value)]);

    /// <summary>A disk whose file has these records, written one after the other.</summary>
    public static FakeDisk DiskWith(params byte[][] records)
    {
        FakeDisk disk = new();
        EncryptedFileCreation.Format(disk, Protector, record: null);
        using EncryptedFile file = new(disk, Protector);
        foreach (byte[] record in records)
        {
            file.Write(record);
        }

        return disk;
    }

    /// <summary>A record of its own for every number and length.</summary>
    public static byte[] RecordOf(int number, int length)
    {
        byte[] record = new byte[length];
        new Random(number).NextBytes(record);
        return record;
    }

    /// <summary>Opens a file's bytes and reads its record.</summary>
    public static byte[]? Read(byte[] content)
    {
        using EncryptedFile file = new(new FakeDisk(content), Protector);
        return file.Read();
    }
}
