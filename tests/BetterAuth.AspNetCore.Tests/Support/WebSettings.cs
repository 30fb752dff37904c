using BetterAuth.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>What a test changes of the host.</summary>
internal sealed record WebSettings
{
    public Action<BetterAuthOptions> Options { get; init; } = _ => { };

    public Action<WebApplicationBuilder> Builder { get; init; } = _ => { };

    public Action<KestrelServerOptions> Kestrel { get; init; } = _ => { };

    /// <summary>Behind routing, before the endpoints.</summary>
    public Action<WebApplication> Middleware { get; init; } = _ => { };

    /// <summary>After the ten operations and the application's endpoint.</summary>
    public Action<WebApplication> Endpoints { get; init; } = _ => { };

    public IReplayLock? ReplayLock { get; init; }
}
