namespace BetterAuth.Accounts;

/// <summary>The deployment's numbers that the rules need.</summary>
/// <param name="MaxDevices">Active devices an identity may have.</param>
/// <param name="RevocationHold">How long a revocation must be remembered: until no token of the device can be live on any clock.</param>
internal sealed record AccountLimits(int MaxDevices, TimeSpan RevocationHold);
