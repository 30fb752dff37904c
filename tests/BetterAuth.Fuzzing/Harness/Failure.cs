namespace BetterAuth.Fuzzing.Harness;

/// <summary>An input for which an oracle did not hold.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Iteration">The iteration, or -1 for a file of the corpus.</param>
/// <param name="Input">What failed, as it was found.</param>
/// <param name="Minimized">The shortest input that still fails in the same way.</param>
/// <param name="What">What did not hold.</param>
internal sealed record Failure(string Target, ulong Seed, long Iteration, byte[] Input, byte[] Minimized, string What);
