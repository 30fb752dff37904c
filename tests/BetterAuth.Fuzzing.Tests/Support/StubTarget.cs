using BetterAuth.Fuzzing.Mutations;

namespace BetterAuth.Fuzzing.Tests.Support;

/// <summary>A target that does what a test wants, over the corpus of a real one.</summary>
internal sealed class StubTarget(Action<byte[]> run, string corpus = "json-scanner", IReadOnlyList<Mutation>? mutations = null) : FuzzTarget
{
    public override string Name => corpus;

    public override IReadOnlyList<Mutation> Mutations => mutations ?? ByteMutations.All;

    public override IEnumerable<(string Name, byte[] Input)> Seeds() => [];

    public override void Run(byte[] input) => run(input);
}
