using BetterAuth.Storage.Files;
using BetterAuth.Tests.Support;
using CsCheck;
using static BetterAuth.Tests.Storage.Files.EncryptedFiles;

namespace BetterAuth.Tests.Storage.Files;

/// <summary>Crashes in the middle of a write, and disks that refuse.</summary>
public class EncryptedFileCrashTests
{
    private const int SectorLength = 512;

    [Theory]
    [InlineData(0, 300)]
    [InlineData(300, 10)]
    [InlineData(10, 5000)]
    [InlineData(5000, 4500)]
    public void A_write_torn_at_any_length_leaves_the_former_or_the_new_record(int formerLength, int newLength)
    {
        byte[] former = RecordOf(1, formerLength);
        byte[] newest = RecordOf(2, newLength);
        FakeDisk disk = DiskWith(RecordOf(0, 4800), former);
        byte[] before = disk.Durable;
        disk.Flushes.Clear();
        using EncryptedFile file = new(disk, Protector);
        file.Write(newest);
        byte[] bytes = [.. disk.Flushes.Single().SelectMany(write => write.Bytes)];

        byte[] torn = before;
        int written = 0;
        foreach ((long offset, byte[] block) in disk.Flushes.Single())
        {
            for (int length = 0; length < block.Length; length++, written++)
            {
                Assert.Equal(former, Read(FakeDisk.Apply(torn, offset, block.AsSpan(0, length))));
            }

            torn = FakeDisk.Apply(torn, offset, block);
        }

        Assert.Equal(bytes.Length, written);
        Assert.Equal(newest, Read(torn));
    }

    [Fact]
    public void A_first_write_torn_at_any_length_leaves_no_record_or_the_first()
    {
        FakeDisk disk = DiskWith();
        byte[] state = disk.Durable;
        disk.Flushes.Clear();
        using EncryptedFile file = new(disk, Protector);
        file.Write(RecordOf(1, 100));
        Assert.Equal(2, disk.Flushes.Count);
        foreach (((long offset, byte[] bytes), bool copied) in disk.Flushes.Select((writes, index) => (writes.Single(), index == 1)))
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.Equal(copied ? RecordOf(1, 100) : null, Read(FakeDisk.Apply(state, offset, bytes.AsSpan(0, length))));
            }

            state = FakeDisk.Apply(state, offset, bytes);
            Assert.Equal(RecordOf(1, 100), Read(state));
        }
    }

    [Fact]
    public void Whatever_sectors_of_a_write_a_crash_keeps_the_former_or_the_new_record_is_there_and_the_next_write_succeeds() =>
        Gen.Select(Gen.Int[0, 12_000], Gen.Int[0, 12_000], Gen.Int[0, 12_000], Gen.Int).Sample(
            (oldest, formerLength, newLength, seed) =>
            {
                byte[] former = RecordOf(1, formerLength);
                byte[] newest = RecordOf(2, newLength);
                FakeDisk disk = DiskWith(RecordOf(0, oldest), former);
                byte[] state = disk.Durable;
                disk.Flushes.Clear();
                using EncryptedFile file = new(disk, Protector);
                file.Write(newest);

                Random random = new(seed);
                bool whole = true;
                foreach ((long offset, byte[] bytes) in disk.Flushes.Single())
                {
                    for (int position = 0; position < bytes.Length; position += SectorLength)
                    {
                        bool kept = random.Next(3) > 0;
                        whole &= kept;
                        state = kept ? FakeDisk.Apply(state, offset + position, bytes.AsSpan(position, Math.Min(SectorLength, bytes.Length - position))) : state;
                    }
                }

                Assert.Equal(whole ? newest : former, Read(state));
                FakeDisk after = new(state);
                using EncryptedFile reopened = new(after, Protector);
                reopened.Write(RecordOf(3, 77));
                Assert.Equal(RecordOf(3, 77), Read(after.Durable));
            },
            iter: TestBudget.Iterations(300, 1500));

    [Theory]
    [InlineData("write", 0)]
    [InlineData("write", 1)]
    [InlineData("flush", 0)]
    public void A_write_that_fails_leaves_the_former_record_and_the_file_goes_on(string operation, int successes)
    {
        FakeDisk disk = DiskWith(RecordOf(1, 100));
        using EncryptedFile file = new(disk, Protector);
        FailOnce(disk, operation, successes);
        Assert.Throws<IOException>(() => file.Write(RecordOf(2, 6000)));

        Assert.Equal(RecordOf(1, 100), file.Read());
        Assert.Equal(RecordOf(1, 100), Read(disk.Durable)); // and it does not come back after a restart
        file.Write(RecordOf(3, 50));
        Assert.Equal(RecordOf(3, 50), Read(disk.Durable));
    }

    [Fact]
    public void A_disk_that_refuses_the_withdrawal_too_ends_the_use_of_the_file()
    {
        FakeDisk disk = DiskWith(RecordOf(1, 100));
        using EncryptedFile file = new(disk, Protector);
        disk.Fails = operation => operation == "flush";
        Assert.Throws<IOException>(() => file.Write(RecordOf(2, 100)));
        disk.Fails = null;
        Assert.Contains("Open the file again", Assert.Throws<IOException>(() => file.Read()).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => file.Write(RecordOf(3, 100)));
        Assert.Equal(RecordOf(1, 100), Read(disk.Content));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_first_record_is_acknowledged_although_its_copy_failed(int failures)
    {
        FakeDisk disk = DiskWith();
        using EncryptedFile file = new(disk, Protector);
        int flushes = 0;
        disk.Fails = operation => operation == "flush" && ++flushes is > 1 && flushes <= 1 + failures;
        file.Write(RecordOf(1, 100));
        Assert.Equal(1 + failures, Math.Min(flushes, 1 + failures));
        Assert.Equal(RecordOf(1, 100), file.Read());
        Assert.Equal(RecordOf(1, 100), Read(disk.Durable));
        file.Write(RecordOf(2, 100));
        Assert.Equal(RecordOf(2, 100), Read(disk.Durable));
    }

    [Fact]
    public void A_key_is_not_used_for_more_records_than_random_nonces_are_good_for()
    {
        FakeDisk disk = DiskWith(RecordOf(1, 10));
        Span<byte> dataKey = stackalloc byte[32];
        FileHeader header = FileHeader.Read(disk);
        Protector.Unwrap(header.WrappedKey, dataKey);
        using SlotCipher cipher = new(header, dataKey);
        SlotBlocks.Write(disk, 0, cipher.Seal(1UL << 32, "last"u8));
        using EncryptedFile file = new(disk, Protector);
        Assert.Throws<IOException>(() => file.Write("one more"u8));
        Assert.Equal("last"u8.ToArray(), file.Read());
    }

    private static void FailOnce(FakeDisk disk, string operation, int successes) =>
        disk.Fails = name => name == operation && successes-- == 0;
}
