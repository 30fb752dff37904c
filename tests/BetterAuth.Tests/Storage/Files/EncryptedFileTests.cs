using System.Security.Cryptography;
using BetterAuth.Storage;
using BetterAuth.Storage.Files;
using CsCheck;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage.Files;

public class EncryptedFileTests
{
    [Fact]
    public void A_fresh_file_has_no_record() => Assert.Null(Read(DiskWith().Durable));

    [Fact]
    public void An_empty_record_is_a_record() => Assert.Equal(Array.Empty<byte>(), Read(DiskWith([[]]).Durable));

    [Theory]
    [InlineData(1)]
    [InlineData(4046)] // the last that fits into one block
    [InlineData(4047)]
    [InlineData(8142)]
    [InlineData(8143)]
    [InlineData(EncryptedFile.MaxRecordLength)]
    public void Records_of_any_length_are_read_back(int length)
    {
        byte[] record = RecordOf(1, length);
        Assert.Equal(record, Read(DiskWith(record).Durable));
    }

    [Fact]
    public void A_record_that_is_too_long_is_refused_and_the_former_one_stays()
    {
        FakeDisk disk = DiskWith(RecordOf(1, 10));
        using EncryptedFile file = new(disk, Protector);
        Assert.Throws<ArgumentException>(() => file.Write(new byte[EncryptedFile.MaxRecordLength + 1]));
        Assert.Equal(RecordOf(1, 10), file.Read());
    }

    [Fact]
    public void Records_grow_and_shrink_in_any_order() => Gen.Int[0, 20_000].Array[1, 8].Sample(
        lengths =>
        {
            FakeDisk disk = DiskWith();
            using EncryptedFile file = new(disk, Protector);
            for (int number = 0; number < lengths.Length; number++)
            {
                file.Write(RecordOf(number, lengths[number]));
                Assert.Equal(RecordOf(number, lengths[number]), file.Read());
                Assert.Equal(RecordOf(number, lengths[number]), Read(disk.Durable));
            }
        },
        iter: 100);

    [Fact]
    public void Every_write_is_flushed_and_goes_to_the_other_slot_alone()
    {
        FakeDisk disk = DiskWith(RecordOf(1, 10));
        using EncryptedFile file = new(disk, Protector);
        disk.Flushes.Clear();
        for (int number = 2; number < 8; number++)
        {
            file.Write(RecordOf(number, 9000));
            Assert.Empty(disk.Pending);
            IEnumerable<long> blocks = disk.Flushes.Single().SelectMany(
                write => new[] { write.Offset / SlotBlocks.Length, (write.Offset + write.Bytes.Length - 1) / SlotBlocks.Length });
            Assert.All(blocks, block => Assert.True(block > 0));
            Assert.Equal([(number + 1) % 2], blocks.Select(block => (int)(block - 1) % 2).Distinct());
            disk.Flushes.Clear();
        }
    }

    [Fact]
    public void The_first_record_is_in_both_slots()
    {
        byte[] content = DiskWith(RecordOf(1, 10)).Durable;
        foreach (int slot in (int[])[0, 1])
        {
            byte[] damaged = [.. content];
            damaged.AsSpan((1 + slot) * SlotBlocks.Length, 20).Clear();
            Assert.Equal(RecordOf(1, 10), Read(damaged));
        }
    }

    [Fact]
    public void The_same_record_is_never_encrypted_to_the_same_bytes()
    {
        byte[] record = RecordOf(1, 100);
        byte[] content = DiskWith(record).Durable;
        byte[] first = content[(SlotBlocks.Length + SlotCipher.HeadLength)..][..100];
        byte[] second = content[((2 * SlotBlocks.Length) + SlotCipher.HeadLength)..][..100];
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Another_secret_is_refused_and_nothing_is_overwritten()
    {
        FakeDisk disk = DiskWith(RecordOf(1, 10));
        disk.Flushes.Clear();
        using SecretKeyProtector other = new(RandomNumberGenerator.GetBytes(32));
        CryptographicException exception = Assert.ThrowsAny<CryptographicException>(() => new EncryptedFile(disk, other));
        Assert.Contains("secret is another one", exception.Message, StringComparison.Ordinal);
        Assert.Empty(disk.Pending);
        Assert.Empty(disk.Flushes);
    }

    [Fact]
    public void Another_kind_of_protector_is_told_apart_from_a_wrong_secret()
    {
        using PassphraseKeyProtector other = new("passphrase", iterations: 1);
        CryptographicException exception = Assert.ThrowsAny<CryptographicException>(() => new EncryptedFile(DiskWith(), other));
        Assert.Contains("'secret-hkdf-sha512', not by 'passphrase-pbkdf2-sha512'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("with space", 1)]
    [InlineData("ä", 1)]
    [InlineData("a-kind-that-has-more-characters-than-32", 1)]
    [InlineData("kind", 0)]
    [InlineData("kind", IKeyProtector.MaxWrappedLength + 1)]
    public void A_protector_that_breaks_its_contract_creates_no_file(string kind, int wrappedLength)
    {
        FakeDisk disk = new();
        Assert.Throws<ArgumentException>(() => EncryptedFileCreation.Format(disk, new OddProtector(kind, wrappedLength), record: null));
        Assert.Empty(disk.Content);
    }

    [Fact]
    public void The_longest_kind_and_wrapped_key_fit()
    {
        FakeDisk disk = new();
        OddProtector protector = new(new string('k', 32), IKeyProtector.MaxWrappedLength);
        EncryptedFileCreation.Format(disk, protector, record: null);
        using EncryptedFile file = new(disk, protector);
        file.Write("record"u8);
        Assert.Equal("record"u8.ToArray(), file.Read());
    }

    private sealed class OddProtector(string kind, int wrappedLength) : IKeyProtector
    {
        public string Kind => kind;

        public byte[] Wrap(ReadOnlySpan<byte> key)
        {
            byte[] wrapped = new byte[wrappedLength];
            key[..Math.Min(key.Length, wrappedLength)].CopyTo(wrapped);
            return wrapped;
        }

        public void Unwrap(ReadOnlySpan<byte> wrapped, Span<byte> key) => wrapped[..key.Length].CopyTo(key);
    }
}
