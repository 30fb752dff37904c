namespace BetterAuth.Fuzzing.Harness;

/// <summary>How long and from where a target is run.</summary>
internal sealed record RunSettings
{
    /// <summary>Behind all chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The first iteration; with the seed and without coverage it says what the input is.</summary>
    public long FirstIteration { get; init; }

    /// <summary>How many inputs are made, at most; the corpus is run besides.</summary>
    public long MaxInputs { get; init; } = long.MaxValue;

    /// <summary>How long inputs are made, at most.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.MaxValue;

    /// <summary>How many different failures end the run.</summary>
    public int MaxFailures { get; init; } = 1;

    /// <summary>Whether the files of the corpus are run first.</summary>
    public bool RunsCorpus { get; init; } = true;

    /// <summary>Inputs that are not in the corpus, to be changed like those that are.</summary>
    public IReadOnlyList<byte[]> More { get; init; } = [];
}
