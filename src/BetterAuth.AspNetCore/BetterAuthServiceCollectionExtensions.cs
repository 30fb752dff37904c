using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.AspNetCore.Authentication;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Client;
using BetterAuth.Keys;
using BetterAuth.Server;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.AspNetCore;

/// <summary>Registers BetterAuth in a host's services.</summary>
public static class BetterAuthServiceCollectionExtensions
{
    /// <summary>
    /// Registers the server, the access verifier, the response signer and the authentication handler, as far as <paramref name="configure"/> sets them up.
    /// Everything is built when the host starts: an invalid setting stops the start.
    /// </summary>
    public static IServiceCollection AddBetterAuth(this IServiceCollection services, Action<BetterAuthOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        BetterAuthOptions options = new();
        configure(options);
        Validate(options);
        if (services.Any(service => service.ServiceType == typeof(BetterAuthOptions)))
        {
            throw new ArgumentException("AddBetterAuth was called before: one host has one server; set everything in one call.");
        }

        services.AddSingleton(options);
        services.AddSingleton(_ => new StoreDeadline(options.StoreTimeout, options.Clock, options.MaxConcurrency));
        if (options.SourceLimit is { } limit)
        {
            services.AddSingleton(_ => new SourceLimiter(limit, options.SourceLimitPeriod));
        }

        services.AddHostedService<StartupValidation>();
        if (options.Server is { } server)
        {
            services.AddSingleton(provider => server(provider));
            services.AddSingleton(provider => new BetterAuthServer(provider.GetRequiredService<BetterAuthServerOptions>()));
        }

        if (options.Access is not null || options.Server is not null)
        {
            services.AddSingleton(provider => options.Access?.Invoke(provider) ?? AccessOf(provider.GetRequiredService<BetterAuthServerOptions>()));
            services.AddSingleton(provider => new AccessVerifier(provider.GetRequiredService<AccessVerifierOptions>()));
        }

        if (options.AuthenticationScheme is { } scheme)
        {
            services.AddAuthenticationCore(authentication => authentication.AddScheme<BetterAuthHandler>(scheme, displayName: null));
        }

        if (options.ResponseKey is not null || options.Server is not null)
        {
            services.AddSingleton(provider => new ResponseSigner(HostRules.ResponseKeyOf(options, provider)));
        }

        return services;
    }

    /// <summary>Registers <see cref="INetwork"/> for clients in this host, on the host's <see cref="IHttpClientFactory"/>.</summary>
    public static IHttpClientBuilder AddBetterAuthNetwork(this IServiceCollection services, Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return services.AddHttpClient<INetwork, HttpNetwork>(client => client.BaseAddress = server);
    }

    private static AccessVerifierOptions AccessOf(BetterAuthServerOptions server) => new()
    {
        AccessKeys = server.AccessKeys ?? new VerificationKeyRing(server.AccessKey),
        ReplayLock = new MemoryReplayLock(server.TimeProvider),
        Revocations = server.Store is IRevocationReader reader ? new RevocationList(reader, server.TimeProvider) : null,
        Times = new() { ClockSkew = server.Sessions.ClockSkew },
        Suite = server.Suite,
        TimeProvider = server.TimeProvider,
        Nodes = server.Nodes,
        AllowInMemoryInCluster = server.AllowInMemoryInCluster,
    };

    private static void Validate(BetterAuthOptions options)
    {
        if (options.Server is null && options.Access is null)
        {
            throw new ArgumentException("AddBetterAuth: set options.Server (endpoints), options.Access (verification only), or both.");
        }

        if (options.MaxBodyLength is < 1024 or > 1024 * 1024)
        {
            throw new ArgumentException($"AddBetterAuth: options.MaxBodyLength is {options.MaxBodyLength}; choose between 1 KiB and 1 MiB (default 64 KiB).");
        }

        if (options.StoreTimeout < TimeSpan.FromMilliseconds(100) || options.StoreTimeout > TimeSpan.FromMinutes(5))
        {
            throw new ArgumentException($"AddBetterAuth: options.StoreTimeout is {options.StoreTimeout}; choose between 100 milliseconds and 5 minutes (default 10 seconds).");
        }

        if (options.MaxConcurrency is < 1 or > 100_000)
        {
            throw new ArgumentException($"AddBetterAuth: options.MaxConcurrency is {options.MaxConcurrency}; choose between 1 and 100,000 (null: no limit).");
        }

        options.SourceLimit?.Validate();
        if (options.AuthenticationScheme is { } scheme && string.IsNullOrWhiteSpace(scheme))
        {
            throw new ArgumentException("AddBetterAuth: options.AuthenticationScheme is blank; give it a name such as BetterAuthDefaults.Scheme, or leave it null.");
        }

        Dictionary<string, Wire.Operation> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (Wire.Operation operation in Wire.Operations.All)
        {
            string path = options.Paths.PathOf(operation);
            if (EndpointPath.BrokenRule(path) is { } rule)
            {
                throw new ArgumentException($"AddBetterAuth: options.Paths gives '{path}' for {operation}; {rule}.");
            }

            // Routing ignores case.
            if (!taken.TryAdd(path, operation))
            {
                throw new ArgumentException($"AddBetterAuth: options.Paths gives '{path}' for {taken[path]} and for {operation}; every operation needs a path of its own.");
            }
        }
    }
}
