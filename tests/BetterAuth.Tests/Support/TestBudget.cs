namespace BetterAuth.Tests.Support;

/// <summary>
/// How much a property test tries: little by default, much when <c>BETTERAUTH_TEST_BUDGET</c> is <c>full</c>, and where the catalogue asks for millions, those when it is <c>catalogue</c> (an hour).
/// With <c>mutation</c> it is a fortieth of little: each of thousands of mutants is put to the tests.
/// </summary>
internal static class TestBudget
{
    private static readonly string? Chosen = Environment.GetEnvironmentVariable("BETTERAUTH_TEST_BUDGET");

    /// <summary>Whether the full budget, or more, was asked for.</summary>
    public static bool IsFull { get; } = Chosen is "full" or "catalogue";

    /// <summary>Whether so much is tried that a test may ask whether all sorts of values were among it.</summary>
    public static bool IsSample { get; } = Chosen is not "mutation";

    /// <summary>The iterations of the chosen budget.</summary>
    public static int Iterations(int normal, int full, int? catalogue = null) => Chosen switch
    {
        "catalogue" => catalogue ?? full,
        "full" => full,
        "mutation" => Math.Max(20, normal / 40),
        _ => normal,
    };
}
