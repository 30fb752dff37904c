using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Http;

namespace BetterAuth.AspNetCore;

/// <summary>What <see cref="BetterAuthServiceCollectionExtensions.AddBetterAuth"/> configures. Read once, when the host starts; mistakes stop the start with a message that says what to change.</summary>
public sealed class BetterAuthOptions
{
    /// <summary>The protocol's server; needed by <c>MapBetterAuth</c>. Default: none (a gateway that only verifies).</summary>
    public Func<IServiceProvider, BetterAuthServerOptions>? Server { get; set; }

    /// <summary>The access verifier; needed by <c>MapAccess</c> and the authentication handler. Default: with a <see cref="Server"/>, its access key, clock and suite, a replay lock in memory, and the revocations of its store.</summary>
    public Func<IServiceProvider, AccessVerifierOptions>? Access { get; set; }

    /// <summary>Signs the answers of <c>MapAccess</c>. Default: with a <see cref="Server"/>, its response key.</summary>
    public Func<IServiceProvider, ISigningKey>? ResponseKey { get; set; }

    /// <summary>
    /// The target of an access request as its client sent it, which its nonce may be bound to. Default: the request line's, byte for byte. Behind a proxy that rewrites targets, give back here what it made of them; never trust a header that clients can send.
    /// </summary>
    public Func<HttpContext, string>? AccessTarget { get; set; }

    /// <summary>The ten operations' paths. Default: those of every implementation.</summary>
    public IAuthenticationPaths Paths { get; set; } = AuthenticationPaths.Default;

    /// <summary>Largest request body in bytes; more is answered with 413 before it is parsed. Between 1 KiB and 1 MiB. Default 64 KiB.</summary>
    public int MaxBodyLength { get; set; } = 64 * 1024;

    /// <summary>
    /// How many requests to the ten operations a source may make. Default: none, the host or what stands before it limits them; <c>new()</c> for the values of <see cref="AspNetCore.SourceLimit"/>.
    /// </summary>
    public SourceLimit? SourceLimit { get; set; }

    /// <summary>
    /// How long stores, replay locks and whatever else the server and the verifier are built from may take for a request; 100 milliseconds to 5 minutes. After that their call is cancelled and the request answered with 503: the same bytes may be sent again.
    /// The handlers of <c>MapAccess</c> are not bounded by it. Default 10 seconds.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How many requests may be in the server and the verifier at a time, waiting for stores; 1 to 100,000. One more is answered with 503 at once: the same bytes may be sent again.
    /// For stores that block their caller's thread, which could otherwise use up the whole thread pool; give the pool more threads than this (<see cref="ThreadPool.SetMinThreads"/>). The handlers of <c>MapAccess</c> are not counted. Default: no limit.
    /// </summary>
    public int? MaxConcurrency { get; set; }

    /// <summary>What <see cref="StoreTimeout"/> is measured by.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How often buckets of <see cref="SourceLimit"/> fill.</summary>
    internal TimeSpan? SourceLimitPeriod { get; set; }

    /// <summary>
    /// The name under which the authentication handler is registered, <see cref="BetterAuthDefaults.Scheme"/> for example; it gives requests that are access requests a <see cref="System.Security.Claims.ClaimsPrincipal"/>.
    /// Default: none. For gateways: <c>MapAccess</c> does not need it, and a host applies its only scheme to every request.
    /// </summary>
    public string? AuthenticationScheme { get; set; }
}
