namespace BetterAuth.AspNetCore;

/// <summary>
/// How many requests to the ten operations one source may make: a bucket of <see cref="Burst"/> that fills by <see cref="PerSecond"/>. More are answered with 429 before their body is read. Immutable.
/// </summary>
/// <remarks>
/// A source is the connection's address (<c>HttpContext.Connection.RemoteIpAddress</c>), of IPv6 its first 64 bits: one subscriber has that many. Behind a proxy, have the host restore the client's address (<c>UseForwardedHeaders</c>
/// with <c>KnownProxies</c>) before routing, or all clients are one source. It is never the identity: a stranger could use up somebody else's.
/// Sources share 65,536 buckets, by a hash that nobody outside knows: a million sources take no more memory than 65,536, and one can neither pick nor avoid another's bucket.
/// </remarks>
public sealed record SourceLimit
{
    /// <summary>Requests at once; 1 to 100,000. Default 60.</summary>
    public int Burst { get; init; } = 60;

    /// <summary>Requests per second in the long run; 1 to 100,000. Default 10.</summary>
    public int PerSecond { get; init; } = 10;

    /// <summary>Throws <see cref="ArgumentException"/> saying what to change.</summary>
    internal void Validate()
    {
        if (Burst is < 1 or > 100_000 || PerSecond is < 1 or > 100_000)
        {
            throw new ArgumentException($"AddBetterAuth: options.SourceLimit has Burst {Burst} and PerSecond {PerSecond}; each must be between 1 and 100,000 (null: no limit here).");
        }
    }
}
