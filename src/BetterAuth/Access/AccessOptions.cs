namespace BetterAuth.Access;

/// <summary>Time rules of access requests. Immutable; validated when the verifier is built.</summary>
public sealed record AccessOptions
{
    /// <summary>How old a request may be; at most 300 seconds. Default 30 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far ahead of this server's clock a request's or token's time may be. Default 5 seconds.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest difference between any two clocks of the deployment. Nonces are held for window + tolerance + 4 × skew. Default 5 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest claims of a token in bytes, after inflating. Default 32 KiB.</summary>
    public int MaxTokenLength { get; init; } = 32 * 1024;
}
