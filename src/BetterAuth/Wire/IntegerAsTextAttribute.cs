namespace BetterAuth.Wire;

/// <summary>Writes and reads a 64-bit integer member as a JSON string, so that values beyond 2^53 survive a JavaScript peer.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IntegerAsTextAttribute : Attribute;
