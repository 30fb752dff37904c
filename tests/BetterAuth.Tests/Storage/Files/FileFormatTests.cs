using System.Buffers.Binary;
using BetterAuth.Storage.Files;
using BetterAuth.Wire.Tokens;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>What a file must be to be opened, field by field, and what is said of one that is not.</summary>
public class FileFormatTests
{
    private const int KindLengthOffset = 10, HeadOfSecondSlot = 2 * SlotBlocks.Length;

    [Fact]
    public void A_file_says_what_is_wrong_with_it()
    {
        byte[] content = DiskWith(RecordOf(1, 10)).Durable;
        Refused(Changed(content, 0, 1), "is not an encrypted file");
        Refused([], "is not an encrypted file");
        Refused(Changed(content, 9, 3), "has version 2");
        Refused(Changed(content, 12, 1), "header of 'disk' is damaged");
        Refused(content[..40], "header of 'disk' is damaged");
        Refused(Changed(Changed(content, SlotBlocks.Length, 1), HeadOfSecondSlot, 1), "neither of its slots");
    }

    [Fact]
    public void A_header_that_lacks_its_last_byte_is_damaged_though_zero_would_be_right()
    {
        FileHeader header;
        byte number = 0;
        do
        {
            header = FileHeader.Create("kind", [number++, 1, 2]);
        }
        while (header.Bytes[^1] != 0);

        Assert.Equal(header.Bytes, FileHeader.Read(new FakeDisk(header.Bytes.ToArray())).Bytes);
        Assert.Throws<InvalidDataException>(() => FileHeader.Read(new FakeDisk(header.Bytes[..^1].ToArray())));
    }

    [Fact]
    public void A_kind_longer_than_any_is_damage_though_its_check_value_is_right()
    {
        byte[] bytes = FileHeader.Create(new string('k', 32), [1, 2, 3]).Bytes.ToArray();
        bytes[KindLengthOffset] = 33;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(^4..), Crc32.Of(bytes.AsSpan(..^4)));
        Assert.Throws<InvalidDataException>(() => FileHeader.Read(new FakeDisk(bytes)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, EncryptedFile.MaxRecordLength, true)]
    [InlineData(0, EncryptedFile.MaxRecordLength + 1, false)]
    [InlineData(0, -1, false)]
    [InlineData(1, 10, false)]
    [InlineData(5, 10, false)]
    public void A_slot_begins_with_its_mark_its_version_and_a_length_that_may_be(int changed, int length, bool isHead)
    {
        byte[] head = new byte[SlotCipher.HeadLength];
        "SLOT\0\x01"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(14), length);
        head[changed] ^= (byte)(changed == 0 ? 0 : 2);
        Assert.Equal(isHead, SlotCipher.TryReadHead(head, out _, out int read));
        Assert.Equal(length, read);
    }

    [Fact]
    public void A_slot_cannot_be_given_another_number()
    {
        using SlotCipher cipher = new(FileHeader.Create("kind", [1]), new byte[32]);
        byte[] slot = cipher.Seal(1, RecordOf(1, 10));
        Assert.Equal(RecordOf(1, 10), cipher.Open(slot));
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(6), 3);
        BinaryPrimitives.WriteUInt32BigEndian(slot.AsSpan(^4..), Crc32.Of(slot.AsSpan(..^4)));
        Assert.Null(cipher.Open(slot));
    }

    [Fact]
    public void A_file_that_is_made_with_a_record_has_it_in_both_slots()
    {
        FakeDisk disk = new();
        EncryptedFileCreation.Format(disk, Protector, RecordOf(1, 10));
        foreach (int damaged in (int[])[0, SlotBlocks.Length, HeadOfSecondSlot])
        {
            Assert.Equal(RecordOf(1, 10), Read(damaged == 0 ? disk.Durable : Changed(disk.Durable, damaged, 1)));
        }
    }

    [Fact]
    public void A_file_that_is_closed_is_not_read()
    {
        EncryptedFile file = new(DiskWith(RecordOf(1, 10)), Protector);
        file.Dispose();
        Assert.Equal(typeof(EncryptedFile).FullName, Assert.Throws<ObjectDisposedException>(() => file.Read()).ObjectName);
    }

    [Fact]
    public void A_file_may_be_read_beside_others_who_read_it()
    {
        using Support.TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "file");
        EncryptedFileCreation.Create(path, Protector, RecordOf(1, 10));
        Assert.Equal(RecordOf(1, 10), EncryptedFile.ReadShared(path, Protector));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_flushed()
    {
        using Support.TemporaryFolder folder = new();
        Assert.Equal(!OperatingSystem.IsWindows(), DirectoryEntry.Flush(Path.Combine(folder.Path, "file")));
        Assert.False(DirectoryEntry.Flush(Path.Combine(folder.Path, "none", "file")));
    }

    private static byte[] Changed(byte[] content, int offset, byte bits)
    {
        byte[] changed = [.. content];
        changed[offset] ^= bits;
        return changed;
    }

    private static void Refused(byte[] content, string message) => Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Read(content)).Message, StringComparison.Ordinal);
}
