namespace BetterAuth.TestKit;

/// <summary>How a simulation ended.</summary>
/// <param name="Seeds">Seeds that were run.</param>
/// <param name="Steps">Steps that were carried out.</param>
/// <param name="Violations">Seeds in which an invariant did not hold, lowest first.</param>
public sealed record SimulationSummary(int Seeds, long Steps, IReadOnlyList<Violation> Violations)
{
    /// <summary><c>simulated: N seeds, M steps, V violations</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"simulated: {Seeds} seeds, {Steps} steps, {Violations.Count} violations");
}
