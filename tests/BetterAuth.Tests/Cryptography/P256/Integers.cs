using System.Numerics;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>The numbers of P-256, and the values at which arithmetic on limbs goes wrong first.</summary>
internal static class Integers
{
    /// <summary>The field's prime.</summary>
    public static readonly BigInteger P = ToInteger(FieldElement.Modulus);

    /// <summary>The group's order.</summary>
    public static readonly BigInteger N = ToInteger(Scalars.Order);

    private static readonly ulong[] EdgeLimbs = [0, 1, 2, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x1_00000000, 0x7FFFFFFF_FFFFFFFF, 0x80000000_00000000, 0xFFFFFFFF_00000000, 0xFFFFFFFF_00000001, ulong.MaxValue - 1, ulong.MaxValue];

    public static BigInteger ToInteger(in Words words) => words.W0 + ((BigInteger)words.W1 << 64) + ((BigInteger)words.W2 << 128) + ((BigInteger)words.W3 << 192);

    public static Words ToWords(BigInteger value) => new((ulong)(value & ulong.MaxValue), (ulong)((value >> 64) & ulong.MaxValue), (ulong)((value >> 128) & ulong.MaxValue), (ulong)(value >> 192));

    public static byte[] ToBytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        byte[] significant = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        significant.CopyTo(bytes, 32 - significant.Length);
        return bytes;
    }

    public static BigInteger Mod(BigInteger value, BigInteger modulus) => ((value % modulus) + modulus) % modulus;

    public static BigInteger Inverse(BigInteger value, BigInteger modulus) => BigInteger.ModPow(value, modulus - 2, modulus);

    public static BigInteger Random(Random random, BigInteger modulus)
    {
        byte[] bytes = new byte[40];
        random.NextBytes(bytes);
        return new BigInteger(bytes, isUnsigned: true) % modulus;
    }

    /// <summary>Both ends of the range, values whose limbs are edge values, and random ones.</summary>
    public static IEnumerable<BigInteger> Edges(BigInteger modulus, Random random, int count)
    {
        for (int i = 0; i < 8; i++)
        {
            yield return i;
            yield return modulus - 1 - i;
            yield return (modulus / 2) + i;
        }

        for (int bit = 0; bit < 256; bit++)
        {
            yield return Mod(BigInteger.One << bit, modulus);
        }

        for (int i = 0; i < count; i++)
        {
            yield return ToInteger(new(Limb(random), Limb(random), Limb(random), Limb(random))) % modulus;
            yield return Random(random, modulus);
        }
    }

    private static ulong Limb(Random random) => EdgeLimbs[random.Next(EdgeLimbs.Length)];
}
