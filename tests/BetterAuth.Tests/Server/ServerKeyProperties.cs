using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Tests.Model;
using BetterAuth.Tests.Support;
using CsCheck;

namespace BetterAuth.Tests.Server;

/// <summary>The record of a server's keys, whatever keys there are.</summary>
public class ServerKeyProperties
{
    private static readonly CryptographicSuite Suite = PlainSuite.Instance;

    private static readonly Gen<byte[]> Records = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool, (response, access, former) =>
    {
        ChallengeKeys challenges = former ? new(ChallengeKeys.Generate().Current, ChallengeKeys.Generate().Current) : ChallengeKeys.Generate();
        using ServerKeys keys = new(Suite.Keys.Generate(), Suite.Keys.Generate(), challenges, Former(response), Former(access));
        return ServerKeyRecord.Encode(keys, Suite);
    });

    [Property]
    public void What_is_written_is_read() => Records.Holds(record =>
    {
        using ServerKeys keys = ServerKeyRecord.Decode(record, Suite);
        return ServerKeyRecord.Encode(keys, Suite).AsSpan().SequenceEqual(record);
    });

    [Property]
    public void A_record_that_was_cut_or_grew_is_refused() => Gen.Select(Records, Gen.Int[0, 1 << 12]).Holds(sample =>
        IsRefused(sample.Item1[..(sample.Item2 % sample.Item1.Length)]) && IsRefused([.. sample.Item1, 0]));

    [Property]
    public void A_changed_record_is_refused_as_damaged_or_is_the_one_form_of_other_keys() => Gen.Select(Records, Gen.Int[0, 1 << 12], Gen.Byte[1, 255]).Holds(sample =>
    {
        byte[] record = sample.Item1;
        record[sample.Item2 % record.Length] ^= sample.Item3;
        if (IsRefused(record))
        {
            return true;
        }

        using ServerKeys keys = ServerKeyRecord.Decode(record, Suite);
        return ServerKeyRecord.Encode(keys, Suite).AsSpan().SequenceEqual(record);
    });

    private static IVerificationKey[] Former(int count) => [.. Enumerable.Range(0, count).Select(_ => Suite.Keys.Generate())];

    private static bool IsRefused(byte[] record)
    {
        try
        {
            ServerKeyRecord.Decode(record, Suite).Dispose();
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
