using BetterAuth.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BetterAuth.AspNetCore.Http;

/// <summary>Method and target of a request as its client sent it.</summary>
internal static class ClientTarget
{
    /// <summary>By the host's mapping, else the request line.</summary>
    public static AccessTarget Of(HttpContext context, BetterAuthOptions options) =>
        new(context.Request.Method, options.AccessTarget?.Invoke(context) ?? context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
}
