using System.Buffers.Binary;
using System.Security.Cryptography;
using BetterAuth.Storage.Files;
using BetterAuth.Wire.Tokens;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>Damage to bytes at rest: the record, the former one or a clear error, never other bytes.</summary>
public class EncryptedFileDamageTests
{
    private const int HeaderLength = 8 + 2 + 1 + 18 + 2 + 76 + 4;

    private static readonly byte[] Former = RecordOf(1, 150);
    private static readonly byte[] Newest = RecordOf(2, 4200); // two blocks

    /// <summary>Number 2, the copy of the first record, is in slot 0; number 3 in slot 1.</summary>
    private static readonly byte[] Content = DiskWith(Former, Newest).Durable;

    [Fact]
    public void Damage_to_any_byte_gives_the_record_or_the_former_one_or_a_clear_error()
    {
        byte[] damaged = [.. Content];
        for (int index = 0; index < Content.Length; index++)
        {
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                damaged[index] ^= flip;
                if (index < HeaderLength)
                {
                    Assert.Throws<InvalidDataException>(() => Read(damaged));
                }
                else
                {
                    Assert.Equal(IsOfNewest(index) ? Former : Newest, Read(damaged));
                }

                damaged[index] ^= flip;
            }
        }
    }

    [Fact]
    public void Damage_to_both_slots_is_an_error()
    {
        byte[] damaged = [.. Content];
        damaged[SlotBlocks.Length + 50] ^= 1;
        damaged[(2 * SlotBlocks.Length) + 50] ^= 1;
        Assert.Contains("neither of its slots", Assert.Throws<InvalidDataException>(() => Read(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_at_any_length_gives_the_former_record_or_a_clear_error()
    {
        int formerEnd = SlotBlocks.Length + SlotCipher.Overhead + Former.Length;
        for (int length = 0; length < Content.Length; length++)
        {
            byte[] cut = Content[..length];
            if (length < formerEnd)
            {
                Assert.Throws<InvalidDataException>(() => Read(cut));
            }
            else
            {
                Assert.Equal(Former, Read(cut));
            }
        }
    }

    [Fact]
    public void A_header_that_was_changed_with_its_checksum_is_refused()
    {
        for (int index = 0; index < HeaderLength - 4; index++)
        {
            byte[] forged = [.. Content];
            forged[index] ^= 1;
            Seal(forged, 0, HeaderLength);
            Exception? exception = Record.Exception(() => Read(forged));
            Assert.True(exception is InvalidDataException or CryptographicException, $"byte {index}: {exception}");
        }
    }

    [Fact]
    public void Slots_of_another_header_are_refused_even_under_the_same_key()
    {
        // The same data key wrapped once more: what a thief of the secret could write, but not what this file's records were bound to.
        Span<byte> dataKey = stackalloc byte[32];
        FileHeader header = FileHeader.Read(new FakeDisk(Content));
        Protector.Unwrap(header.WrappedKey, dataKey);
        byte[] forged = FakeDisk.Apply(Content, 0, FileHeader.Create(Protector.Kind, Protector.Wrap(dataKey)).Bytes);
        Assert.Throws<InvalidDataException>(() => Read(forged));
    }

    [Theory]
    [InlineData(4)] // version
    [InlineData(12)] // sequence number: another one of the same slot
    [InlineData(17)] // length
    [InlineData(18)] // nonce
    [InlineData(30)] // ciphertext
    public void A_slot_that_was_changed_with_its_checksum_is_not_read(int index)
    {
        byte[] content = DiskWith(Former, RecordOf(2, 100)).Durable;
        int slot = 2 * SlotBlocks.Length;
        content[slot + index] ^= 2;
        Seal(content, slot, SlotCipher.Overhead + (index == 17 ? 102 : 100));
        Assert.Equal(Former, Read(content));
    }

    [Fact]
    public void A_slot_in_the_others_place_does_not_count()
    {
        FakeDisk disk = DiskWith(Former, RecordOf(2, 100));
        byte[] earlier = disk.Durable;
        using EncryptedFile file = new(disk, Protector);
        file.Write(RecordOf(3, 100));
        file.Write(RecordOf(4, 100));
        byte[] newest = disk.Durable[(2 * SlotBlocks.Length)..];
        Assert.Equal(RecordOf(2, 100), Read(FakeDisk.Apply(earlier, SlotBlocks.Length, newest)));
    }

    [Fact]
    public void A_slot_that_claims_any_length_costs_no_more_than_the_longest_record()
    {
        byte[] content = DiskWith(Former, Newest).Durable;
        foreach (int length in (int[])[-1, int.MinValue, int.MaxValue, EncryptedFile.MaxRecordLength + 1])
        {
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan((2 * SlotBlocks.Length) + 14), length);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(Former, Read(content));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("SQLite format 3\0")]
    public void A_file_of_another_kind_is_refused(string beginning)
    {
        byte[] content = new byte[20_000];
        System.Text.Encoding.ASCII.GetBytes(beginning, content);
        Assert.Contains("not an encrypted file", Assert.Throws<InvalidDataException>(() => Read(content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_version_says_so()
    {
        byte[] content = [.. Content];
        content[9] = 2;
        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => Read(content)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_that_is_damaged_while_the_file_is_open_is_an_error()
    {
        FakeDisk disk = DiskWith(Former);
        using EncryptedFile file = new(disk, Protector);
        disk.Write(SlotBlocks.Length + 60, "damage"u8);
        Assert.Throws<InvalidDataException>(() => file.Read());
    }

    /// <summary>Puts the right checksum at the end of a range.</summary>
    private static void Seal(byte[] content, int offset, int length) =>
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(offset + length - 4), Crc32.Of(content.AsSpan(offset, length - 4)));

    private static bool IsOfNewest(int index)
    {
        int block = index / SlotBlocks.Length;
        int position = (((block - 2) / 2) * SlotBlocks.Length) + (index % SlotBlocks.Length);
        return block >= 2 && block % 2 == 0 && position < SlotCipher.Overhead + Newest.Length;
    }
}
