namespace BetterAuth.TestKit;

/// <summary>An invariant that did not hold in one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Steps">How many steps it was given: <c>betterauth simulate --first-seed Seed --seeds 1 --steps Steps</c> does the same again.</param>
/// <param name="FoundAfter">Steps up to the violation.</param>
/// <param name="Invariant">Which one (docs/reliability.md): I1 to I19, or "no exception".</param>
/// <param name="Message">What did not hold.</param>
/// <param name="History">What led to it, shortened; one line each.</param>
public sealed record Violation(long Seed, int Steps, int FoundAfter, string Invariant, string Message, IReadOnlyList<string> History);
