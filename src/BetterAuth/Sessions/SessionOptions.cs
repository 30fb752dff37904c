namespace BetterAuth.Sessions;

/// <summary>Lifetimes of challenges and tokens. Immutable; validated when the server is built.</summary>
public sealed record SessionOptions
{
    /// <summary>How long an access token is accepted. Default 15 minutes.</summary>
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session may be refreshed, from its creation. Default 12 hours.</summary>
    public TimeSpan RefreshLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a challenge may be answered; more than 0, at most 600 seconds. Default 60 seconds.</summary>
    public TimeSpan ChallengeLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest difference between any two clocks of the deployment. Rows are held four times as much longer. Default 5 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(5);
}
