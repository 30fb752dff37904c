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

    [Fact]
    public void A_secret_that_is_not_the_named_key_s_is_refused_and_nothing_of_it_is_told()
    {
        const int ResponseKeyText = 4 + 2 + 32 + 1 + 2;
        using ServerKeys keys = ServerKeys.Generate(Suite);
        using ServerKeys others = ServerKeys.Generate(Suite);
        byte[] record = ServerKeyRecord.Encode(keys, Suite);
        Assert.True(record.AsSpan(ResponseKeyText).StartsWith(keys.ResponseKey.PublicKey.Span));
        others.ResponseKey.PublicKey.Span.CopyTo(record.AsSpan(ResponseKeyText));

        string message = Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode(record, Suite)).Message;

        Assert.Contains("another cryptographic suite", message, StringComparison.Ordinal);
        Assert.DoesNotContain(keys.ResponseKey.PublicKey.ToString(), message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_no_key_s_is_refused()
    {
        const int ResponseKeyText = 4 + 2 + 32 + 1 + 2;
        using ServerKeys keys = ServerKeys.Generate(Suite);
        byte[] record = ServerKeyRecord.Encode(keys, Suite);
        record.AsSpan(ResponseKeyText + keys.ResponseKey.PublicKey.Length + 2, Suite.Keys.SecretLength).Clear();

        Assert.Throws<InvalidDataException>(() => ServerKeyRecord.Decode(record, Suite));
    }
}
