using System.Numerics;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Cryptography.P256;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Numbers of 32 bytes at which arithmetic modulo p and n goes wrong first.</summary>
internal static class ScalarMutations
{
    private const int Length = 32;

    /// <summary>One of the numbers behind the first two bytes becomes such a number, or a neighbour of one.</summary>
    public static byte[] Edge(byte[] input, byte[] other, FuzzRandom random)
    {
        int places = (input.Length - 2) / Length;
        if (places < 1)
        {
            return [.. input, .. new byte[Length]];
        }

        BigInteger value = random.Below(6) switch
        {
            0 => random.Below(17),
            1 => Integers.N - 1 - random.Below(17),
            2 => Integers.P - 1 - random.Below(3),
            3 => BigInteger.One << random.Below(256),
            4 => (BigInteger.One << random.Below(256)) - 1,
            _ => Integers.N / (2 + random.Below(3)),
        };
        byte[] changed = [.. input];
        Integers.ToBytes(value % (BigInteger.One << 256)).CopyTo(changed, 2 + (random.Below(places) * Length));
        return changed;
    }
}
