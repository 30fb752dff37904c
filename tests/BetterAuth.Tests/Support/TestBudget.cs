namespace BetterAuth.Tests.Support;

/// <summary>How much a property test tries: little by default, much when <c>BETTERAUTH_TEST_BUDGET</c> is <c>full</c>.</summary>
internal static class TestBudget
{
    /// <summary>Whether the full budget was asked for.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("BETTERAUTH_TEST_BUDGET") == "full";

    /// <summary>The iterations of the chosen budget.</summary>
    public static int Iterations(int normal, int full) => IsFull ? full : normal;
}
