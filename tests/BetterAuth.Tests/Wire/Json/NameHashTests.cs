using System.Numerics;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Json;
using CsCheck;

namespace BetterAuth.Tests.Wire.Json;

public class NameHashTests
{
    private static readonly BigInteger HalfWord = BigInteger.One << 32, Word = BigInteger.One << 64;

    [Property]
    public void A_hash_is_that_of_its_definition() => Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[1, 64], Gen.ULong, Gen.ULong).Holds(sample =>
    {
        (byte[] name, int level, ulong seed, ulong multiplier) = sample;
        BigInteger hash = seed;
        int whole = name.Length / 8 * 8;
        foreach (byte[] eight in name[..whole].Chunk(8))
        {
            hash = Folded(hash + new BigInteger(eight, isUnsigned: true), multiplier);
        }

        hash = Folded(hash + new BigInteger([1, .. name[whole..]], isUnsigned: true, isBigEndian: true), multiplier);
        return NameHash.Of(name, level, seed, multiplier) == (hash % HalfWord ^ (level * new BigInteger(0x9E3779B1) % HalfWord));
    });

    [Fact]
    public void The_names_of_a_process_have_one_hash_for_each_level()
    {
        Assert.Equal(NameHash.Of("payload"u8, 1), NameHash.Of("payload"u8, 1));
        Assert.Equal(64, Enumerable.Range(1, 64).Select(level => NameHash.Of("payload"u8, level)).Distinct().Count());
    }

    private static BigInteger Folded(BigInteger value, ulong multiplier)
    {
        BigInteger product = value % Word * multiplier;
        return (product >> 64) ^ (product % Word);
    }
}
