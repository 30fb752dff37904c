using BetterAuth.Errors;

namespace BetterAuth.Sessions;

/// <summary>Lifetimes of challenges and tokens. Immutable; validated when the server is built.</summary>
public sealed record SessionOptions
{
    /// <summary>How long an access token is accepted. Default 15 minutes.</summary>
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session may be refreshed, from its creation. Default 12 hours.</summary>
    public TimeSpan RefreshLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a refresh that is sent again, unchanged, is answered with the same claims. Default 10 minutes.</summary>
    public TimeSpan RefreshAnswerWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a challenge may be answered; more than 0, at most 600 seconds. Default 60 seconds.</summary>
    public TimeSpan ChallengeLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the application may take for a caller's attributes. Default 5 seconds.</summary>
    public TimeSpan AttributesTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest difference between any two clocks of the deployment. Rows and revocations are held four times as much longer. Default 5 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Throws <see cref="ArgumentException"/> saying what to change.</summary>
    internal void Validate()
    {
        Require(AccessLifetime > TimeSpan.Zero, nameof(AccessLifetime), "must be positive");
        Require(RefreshLifetime >= AccessLifetime, nameof(RefreshLifetime), "must not be shorter than AccessLifetime");
        Require(ChallengeLifetime > TimeSpan.Zero && ChallengeLifetime <= TimeSpan.FromSeconds(600), nameof(ChallengeLifetime), "must be positive and at most 600 seconds");
        Require(RefreshAnswerWindow >= TimeSpan.Zero, nameof(RefreshAnswerWindow), "must not be negative");
        Require(AttributesTimeout > TimeSpan.Zero, nameof(AttributesTimeout), "must be positive");
        Require(ClockSkew >= TimeSpan.Zero && ClockSkew <= TimeSpan.FromMinutes(5), nameof(ClockSkew), "must be between 0 and 5 minutes");
    }

    private static void Require(bool holds, string name, string rule) => Configuration.Require(holds, nameof(SessionOptions), name, rule);
}
