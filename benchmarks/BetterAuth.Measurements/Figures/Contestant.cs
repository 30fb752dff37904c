namespace BetterAuth.Measurements.Figures;

/// <summary>Something whose time is taken: the same work each time it is called.</summary>
/// <param name="Name">The figure's name.</param>
/// <param name="Baseline">The name of the figure it is compared with.</param>
/// <param name="Run">Does the work once; throws when it does not succeed.</param>
internal sealed record Contestant(string Name, string Baseline, Action Run);
