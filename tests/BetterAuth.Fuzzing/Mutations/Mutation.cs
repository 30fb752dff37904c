using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Makes another input of <paramref name="input"/>, which it does not change; <paramref name="other"/> is one more input of the corpus, to take pieces from.</summary>
internal delegate byte[] Mutation(byte[] input, byte[] other, FuzzRandom random);

/// <summary>Makes inputs.</summary>
internal static class Mutator
{
    private const int MaxRounds = 6;

    /// <summary>An input of the corpus after one to six changes; now and then as it is, or nothing of it.</summary>
    public static byte[] Make(IReadOnlyList<byte[]> corpus, IReadOnlyList<Mutation> mutations, int maxLength, FuzzRandom random)
    {
        byte[] input = random.Pick(corpus);
        for (int round = 1 + random.Below(random.OneIn(3) ? MaxRounds : 2); round > 0; round--)
        {
            input = random.Pick(mutations)(input, random.Pick(corpus), random);
        }

        return input.Length <= maxLength ? input : input[..maxLength];
    }
}
