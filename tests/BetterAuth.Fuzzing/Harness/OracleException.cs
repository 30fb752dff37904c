namespace BetterAuth.Fuzzing.Harness;

/// <summary>What had to hold did not.</summary>
internal sealed class OracleException(string message) : Exception(message);
