namespace BetterAuth.TestKit.Invariants;

/// <summary>What may be said to a request; several, when the account changed while it was executed.</summary>
[Flags]
internal enum Verdicts
{
    None = 0,

    /// <summary>It is carried out.</summary>
    Apply = 1,

    /// <summary>It was carried out before, and only that is said.</summary>
    Acknowledge = 2,

    /// <summary>It is refused.</summary>
    Refuse = 4,
}

/// <summary>A verdict with its reason.</summary>
/// <param name="Says">One flag.</param>
/// <param name="Invariant">What a server that carried it out all the same would violate.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct Verdict(Verdicts Says, string Invariant = "", string Reason = "")
{
    public static Verdict Apply { get; } = new(Verdicts.Apply);

    public static Verdict Acknowledge { get; } = new(Verdicts.Acknowledge);

    public static Verdict Refuse(string invariant, string reason) => new(Verdicts.Refuse, invariant, reason);
}
