using BetterAuth.Errors;
using BetterAuth.Server;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BetterAuth.AspNetCore;

/// <summary>Whether the account store answers; register with <c>AddHealthChecks().AddCheck&lt;StoreHealthCheck&gt;("betterauth")</c>.</summary>
/// <param name="server">The server's options.</param>
public sealed class StoreHealthCheck(BetterAuthServerOptions server) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // An identity that cannot exist: the answer is known, that there is one is the news.
            await server.Store.LoadAsync(Wire.Utf8Text.FromString("health"), cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy("The account store does not answer.", exception);
        }
    }
}
