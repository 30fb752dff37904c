using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;

namespace BetterAuth.Fuzzing;

/// <summary>One thing that is fuzzed: it runs an input and throws when an oracle does not hold. Nothing that matters stays from one input to the next, so that a failing input fails alone. Not thread-safe.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Its name in commands, and the folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>How its inputs are changed.</summary>
    public abstract IReadOnlyList<Mutation> Mutations { get; }

    /// <summary>Longest input in bytes.</summary>
    public virtual int MaxLength => 8 * 1024;

    /// <summary>How many inputs it makes of its corpus in <c>dotnet test</c>.</summary>
    public virtual int TestedInputs => 2_000;

    /// <summary>What must have happened when the corpus was run: a target that never gets somewhere says nothing of it.</summary>
    public virtual IReadOnlyList<string> MustHappen => [];

    /// <summary>What has happened, and how often.</summary>
    public Dictionary<string, long> Outcomes { get; } = [];

    /// <summary>Inputs that its corpus starts with; <c>--write-corpus</c> makes files of them.</summary>
    public abstract IEnumerable<(string Name, byte[] Input)> Seeds();

    /// <summary>Runs one input. Throws <see cref="OracleException"/> when an oracle does not hold; any other exception is a failure too.</summary>
    public abstract void Run(byte[] input);

    /// <summary>Counts an outcome.</summary>
    protected void Count(string outcome) => Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + 1;

    public override string ToString() => Name;
}
