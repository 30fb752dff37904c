using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of inputs that are steps of one length each: steps twice, away, elsewhere, from another input, or with one choice changed.</summary>
internal static class StepMutations
{
    /// <summary>All of them, for steps of <paramref name="width"/> bytes.</summary>
    public static IReadOnlyList<Mutation> Of(int width) =>
    [
        (input, other, random) => Put(input, width, random, Step(input, width, random)), // once more
        (input, other, random) => Put(input, width, random, Step(other, width, random)),
        (input, other, random) => Put(input, width, random, random.Bytes(width)),
        (input, other, random) => Without(input, width, random),
        (input, other, random) => Put(Without(input, width, random), width, random, Step(input, width, random)),
        (input, other, random) => [.. input[..(random.Below((input.Length / width) + 1) * width)], .. other[(random.Below((other.Length / width) + 1) * width)..]],
        Choice, Choice, Choice,
    ];

    private static byte[] Choice(byte[] input, byte[] other, FuzzRandom random) => random.OneIn(3) ? ByteMutations.FlipBit(input, other, random) : ByteMutations.SetByte(input, other, random);

    private static byte[] Step(byte[] input, int width, FuzzRandom random)
    {
        int start = random.Below(input.Length / width) * width;
        return input[start..Math.Min(start + width, input.Length)];
    }

    private static byte[] Put(byte[] input, int width, FuzzRandom random, byte[] step)
    {
        int at = Math.Min(random.Below((input.Length / width) + 1) * width, input.Length);
        return [.. input[..at], .. step, .. input[at..]];
    }

    private static byte[] Without(byte[] input, int width, FuzzRandom random)
    {
        int start = random.Below(input.Length / width) * width;
        return [.. input[..start], .. input[Math.Min(start + width, input.Length)..]];
    }
}
