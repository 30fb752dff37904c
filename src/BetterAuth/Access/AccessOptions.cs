using BetterAuth.Errors;

namespace BetterAuth.Access;

/// <summary>Time rules of access requests. Immutable; validated when the verifier is built.</summary>
public sealed record AccessOptions
{
    /// <summary>How old a request may be; at most 300 seconds. Default 30 seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far ahead of this server's clock a request's or token's time may be; at most 60 seconds. Default 5 seconds.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest difference between any two clocks of the deployment; at most 5 minutes. Nonces are held for window + tolerance + 4 × skew. Default 5 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest claims of a token in bytes, after inflating; 1 KiB to 1 MiB. Default 32 KiB.</summary>
    public int MaxTokenLength { get; init; } = 32 * 1024;

    /// <summary>How long a used nonce is remembered (reliability, "nonce memory").</summary>
    internal TimeSpan NonceHold => Window + Tolerance + (4 * ClockSkew);

    /// <summary>Throws <see cref="ArgumentException"/> saying what to change.</summary>
    internal void Validate()
    {
        Require(Window > TimeSpan.Zero && Window <= TimeSpan.FromSeconds(300), nameof(Window), "must be positive and at most 300 seconds (is it given in milliseconds?)");
        Require(Tolerance >= TimeSpan.Zero && Tolerance <= TimeSpan.FromSeconds(60), nameof(Tolerance), "must be between 0 and 60 seconds");
        Require(ClockSkew >= TimeSpan.Zero && ClockSkew <= TimeSpan.FromMinutes(5), nameof(ClockSkew), "must be between 0 and 5 minutes");
        Require(MaxTokenLength is >= 1024 and <= 1024 * 1024, nameof(MaxTokenLength), "must be between 1 KiB and 1 MiB");
    }

    private static void Require(bool holds, string name, string rule) => Configuration.Require(holds, nameof(AccessOptions), name, rule);
}
