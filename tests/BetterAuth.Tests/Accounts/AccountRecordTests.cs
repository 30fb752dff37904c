using BetterAuth.Accounts;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Accounts;

/// <summary>The account record's bytes.</summary>
public sealed class AccountRecordTests
{
    private static readonly Gen<Utf8Text> Texts = Gen.Byte.Array[0, 200].Select(bytes => new Utf8Text(bytes));
    private static readonly Gen<OperationDigest> Digests = Gen.Byte.Array[32].Select(bytes => OperationDigest.Read(bytes));

    private static readonly Gen<Device> Devices =
        from id in Texts
        from key in Texts
        from hash in Texts
        from revoked in Gen.Bool
        from position in Gen.Long
        from digest in Digests
        select new Device { Id = id, PublicKey = key, RotationHash = hash, IsRevoked = revoked, Position = position, LastDigest = digest };

    private static readonly Gen<Account> Accounts =
        from devices in Devices.Array[0, 10]
        from recovery in Texts
        from created in Digests
        from recovered in Digests
        select new Account { Devices = [.. devices], RecoveryHash = recovery, CreateDigest = created, RecoverDigest = recovered };

    [Property]
    public void What_is_written_is_read() => Accounts.Holds(account =>
    {
        Account read = AccountRecord.Decode(AccountRecord.Encode(account));
        return read.Devices.SequenceEqual(account.Devices) && (read with { Devices = [] }) == (account with { Devices = [] });
    });

    [Fact]
    public void A_tombstone_is_read_to_the_millisecond()
    {
        Account tombstone = new() { DeletedAt = new DateTimeOffset(2026, 11, 23, 1, 2, 3, 4, TimeSpan.Zero), DeleteDigest = OperationDigest.Of(Operation.DeleteAccount, "{}"u8) };

        Assert.Equal(tombstone, AccountRecord.Decode(AccountRecord.Encode(tombstone)) with { Devices = tombstone.Devices });
    }

    [Property]
    public void A_record_that_was_cut_or_grew_is_refused() => Gen.Select(Accounts, Gen.Int[0, 5000]).Holds(sample =>
    {
        (Account account, int cut) = sample;
        byte[] record = AccountRecord.Encode(account);
        Assert.Throws<InvalidDataException>(() => AccountRecord.Decode(record.AsMemory(0, cut % record.Length)));
        Assert.Throws<InvalidDataException>(() => AccountRecord.Decode((byte[])[.. record, 0]));
    });

    [Fact]
    public void A_record_of_a_later_version_is_refused_by_its_name()
    {
        byte[] record = AccountRecord.Encode(new Account());
        record[0] = 2;

        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => AccountRecord.Decode(record)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(253_402_300_800_000)]
    [InlineData(-62_135_596_800_001)]
    [InlineData(long.MinValue)]
    public void A_tombstone_of_no_time_is_refused(long milliseconds)
    {
        byte[] record = AccountRecord.Encode(new Account { DeletedAt = DateTimeOffset.UnixEpoch });
        BitConverter.TryWriteBytes(record.AsSpan(2), milliseconds);

        Assert.Throws<InvalidDataException>(() => AccountRecord.Decode(record));
    }

    [Theory]
    [InlineData(253_402_300_799_999)]
    [InlineData(-62_135_596_800_000)]
    public void A_tombstone_may_be_of_any_time_there_is(long milliseconds)
    {
        byte[] record = AccountRecord.Encode(new Account { DeletedAt = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) });

        Assert.Equal(milliseconds, AccountRecord.Decode(record).DeletedAt!.Value.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_record_of_no_known_state_is_refused(byte state)
    {
        byte[] record = AccountRecord.Encode(new Account());
        record[1] = state;

        Assert.Throws<InvalidDataException>(() => AccountRecord.Decode(record));
    }

    [Fact]
    public void A_record_with_fewer_devices_than_none_is_refused()
    {
        byte[] record = AccountRecord.Encode(new Account());
        BitConverter.TryWriteBytes(record.AsSpan(^4), -1);

        Assert.Throws<InvalidDataException>(() => AccountRecord.Decode(record));
    }

    [Property]
    public void A_changed_record_is_refused_as_damaged_or_is_the_one_form_of_another_account() => Gen.Select(Accounts, Gen.Int[0, 1 << 16], Gen.Byte[1, 255]).Holds(sample =>
    {
        byte[] record = AccountRecord.Encode(sample.Item1);
        record[sample.Item2 % record.Length] ^= sample.Item3;
        try
        {
            return AccountRecord.Encode(AccountRecord.Decode(record)).AsSpan().SequenceEqual(record);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    });

    [Fact]
    public void A_digest_tells_operations_and_contents_apart()
    {
        OperationDigest[] digests = [.. Operations.All.SelectMany(operation => (OperationDigest[])[OperationDigest.Of(operation, "{}"u8), OperationDigest.Of(operation, "{} "u8)])];

        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.DoesNotContain(default(OperationDigest), digests); // what a device that has applied nothing has
    }
}
