using System.Security.Cryptography;

namespace BetterAuth.Storage.Files;

/// <summary>Makes encrypted files. A file gets its name when it is complete: after a crash there is a whole file or none.</summary>
internal static class EncryptedFileCreation
{
    /// <summary>Creates the file, with a first record or without. Does nothing when somebody else was faster; never replaces a file.</summary>
    public static void Create(string path, IKeyProtector protector, byte[]? record)
    {
        string draft = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.new";
        try
        {
            using (LockedFile device = LockedFile.CreateNew(draft))
            {
                Format(device, protector, record);
            }

            DirectoryEntry.Publish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Writes a header with a fresh key and the slots: the first record in both, or one that says that there is none yet.</summary>
    public static void Format(IFileDevice device, IKeyProtector protector, byte[]? record)
    {
        Span<byte> dataKey = stackalloc byte[IKeyProtector.KeyLength];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            FileHeader header = FileHeader.Create(protector.Kind, protector.Wrap(dataKey));
            using SlotCipher cipher = new(header, dataKey);
            device.Write(0, header.Bytes);
            (ulong first, ulong last) = record is null ? (0UL, 0UL) : (1UL, 2UL);
            for (ulong sequence = first; sequence <= last; sequence++)
            {
                SlotBlocks.Write(device, SlotBlocks.SlotOf(sequence), cipher.Seal(sequence, record));
            }

            device.Flush();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }
}
