using BetterAuth.Cryptography;
using BetterAuth.Server;

namespace BetterAuth.Tests.Server;

public class ServerKeyRecordTests
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    [Fact]
    public void A_record_cut_or_extended_anywhere_is_refused()
    {
        using ServerKeys keys = ServerKeys.Generate(Suite);
        byte[] record = ServerKeyRecord.Encode(keys, Suite);
        ServerKeyRecord.Decode(record, Suite).Dispose();
        for (int length = 0; length < record.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode(record.AsSpan(0, length), Suite));
        }

        Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode([.. record, 0], Suite));
    }

    [Fact]
    public void A_newer_version_says_so()
    {
        using ServerKeys keys = ServerKeys.Generate(Suite);
        byte[] record = ServerKeyRecord.Encode(keys, Suite);
        record[5] = 2;
        Assert.Contains("version 2", Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode(record, Suite)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_challenge_key_of_zeros_is_damage()
    {
        using ServerKeys keys = ServerKeys.Generate(Suite);
        byte[] record = ServerKeyRecord.Encode(keys, Suite);
        record.AsSpan(6, 32).Clear();

        Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode(record, Suite));
    }
}
