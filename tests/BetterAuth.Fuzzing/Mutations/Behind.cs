using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Mutations of inputs that begin with a few bytes of choices.</summary>
internal static class Behind
{
    /// <summary>The mutations, of what stands behind the first <paramref name="length"/> bytes alone; and one that chooses otherwise.</summary>
    public static IReadOnlyList<Mutation> Head(int length, IEnumerable<Mutation> mutations) => [Choose(length), .. mutations.Select(mutation => Of(length, mutation))];

    private static Mutation Of(int length, Mutation mutation) => (input, other, random) =>
        input.Length < length || other.Length < length ? ByteMutations.Insert(input, other, random) : [.. input[..length], .. mutation(input[length..], other[length..], random)];

    private static Mutation Choose(int length) => (input, _, random) =>
    {
        byte[] changed = [.. input, .. new byte[Math.Max(0, length - input.Length)]];
        changed[random.Below(length)] = (byte)random.Below(random.OneIn(4) ? 256 : 16);
        return changed;
    };
}
