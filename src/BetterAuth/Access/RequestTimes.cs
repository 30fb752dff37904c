using BetterAuth.Errors;
using BetterAuth.Sessions;

namespace BetterAuth.Access;

/// <summary>The time rules of access requests; every limit is inclusive.</summary>
internal sealed class RequestTimes(AccessOptions options, IReplayLock replayLock)
{
    public Refusal? CheckToken(in TokenClaims claims, DateTimeOffset now)
    {
        if (claims.IssuedAt > now + options.Tolerance)
        {
            return Refusal.FutureToken(claims.IssuedAt, now);
        }

        return now > claims.Expiry ? Refusal.ExpiredToken(claims.Expiry, now, "access") : null;
    }

    public Refusal? CheckRequest(DateTimeOffset timestamp, DateTimeOffset now)
    {
        if (timestamp > now + options.Tolerance)
        {
            return Refusal.FutureRequest(timestamp, now);
        }

        return timestamp < now - options.Window || IsBeforeMemory(timestamp) ? Refusal.StaleRequest(timestamp, now, options.Window) : null;
    }

    /// <summary>
    /// A lock in memory has forgotten what was accepted before it started; a request from up to the tolerance later may have been (its clock may have been ahead), and this machine's clock may have been set back since by as much as clocks may differ.
    /// </summary>
    private bool IsBeforeMemory(DateTimeOffset timestamp)
    {
        DateTimeOffset since = replayLock.KnowsSince;
        return since != DateTimeOffset.MinValue && timestamp <= since + options.Tolerance + options.ClockSkew;
    }
}
