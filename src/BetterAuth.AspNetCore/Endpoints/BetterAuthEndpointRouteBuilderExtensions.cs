using BetterAuth.Access;
using BetterAuth.AspNetCore.Endpoints;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Server;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore;

/// <summary>Maps the protocol onto an application's routes.</summary>
public static class BetterAuthEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the ten operations as POST endpoints at the configured paths. Needs <see cref="BetterAuthOptions.Server"/>.
    /// In a route group its prefix comes before them; the prefix starts with '/' and has no parameters.
    /// </summary>
    public static IEndpointRouteBuilder MapBetterAuth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        BetterAuthOptions options = Required<BetterAuthOptions>(endpoints, "call services.AddBetterAuth(…) first");
        BetterAuthServer server = Required<BetterAuthServer>(endpoints, "set options.Server in AddBetterAuth");
        StoreDeadline deadline = Required<StoreDeadline>(endpoints, "call services.AddBetterAuth(…) first");
        SourceLimiter? limiter = endpoints.ServiceProvider.GetService<SourceLimiter>();
        ILogger logger = LoggerOf(endpoints);
        foreach (Operation operation in Operations.All)
        {
            string path = options.Paths.PathOf(operation);
            OperationEndpoint endpoint = new(server, operation, path, options, deadline, limiter, logger);
            endpoints.MapPost(path, (RequestDelegate)endpoint.InvokeAsync).WithDisplayName($"BetterAuth {operation}").WithMetadata(endpoint);
        }

        return endpoints;
    }

    /// <summary>
    /// Maps an application's own request as a POST endpoint: verified, bound to its types, handed to <paramref name="handler"/>, answered under the response key.
    /// </summary>
    /// <remarks>
    /// The handler runs at most once per signed request: its nonce is used up before it is called, also when it throws (the caller then gets 500 and signs a new request).
    /// A request that is verified but not a <typeparamref name="TRequest"/> is answered with 400 BA101.
    /// The path is a constant: a route's parameters are not signed. Throws <see cref="ArgumentException"/> for another.
    /// </remarks>
    public static IEndpointConventionBuilder MapAccess<TRequest, TResponse, TAttributes>(
        this IEndpointRouteBuilder endpoints,
        string path,
        Func<AccessContext<TRequest, TAttributes>, CancellationToken, ValueTask<TResponse>> handler)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireWritable<TResponse>
        where TAttributes : IWireMessage<TAttributes>
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(handler);
        if (EndpointPath.BrokenRule(path) is { } rule)
        {
            throw new ArgumentException($"MapAccess: '{path}': {rule}.", nameof(path));
        }

        BetterAuthOptions options = Required<BetterAuthOptions>(endpoints, "call services.AddBetterAuth(…) first");
        if (options.Server is not null && Operations.All.FirstOrDefault(operation => string.Equals(options.Paths.PathOf(operation), path, StringComparison.OrdinalIgnoreCase), (Operation)(-1)) is var taken and >= 0)
        {
            throw new ArgumentException($"MapAccess: '{path}' is the path of {taken}; choose another.", nameof(path));
        }

        AccessVerifier verifier = Required<AccessVerifier>(endpoints, "set options.Access or options.Server in AddBetterAuth");
        ResponseSigner signer = Required<ResponseSigner>(endpoints, "set options.ResponseKey or options.Server in AddBetterAuth");
        AccessEndpoint<TRequest, TResponse, TAttributes> endpoint = new(verifier, signer, handler, path, options, Required<StoreDeadline>(endpoints, "call services.AddBetterAuth(…) first"), LoggerOf(endpoints));
        return endpoints.MapPost(path, (RequestDelegate)endpoint.InvokeAsync).WithDisplayName($"BetterAuth access {path}");
    }

    private static ILogger LoggerOf(IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(Log.Category);

    private static T Required<T>(IEndpointRouteBuilder endpoints, string remedy)
        where T : class =>
        endpoints.ServiceProvider.GetService<T>() ?? throw new InvalidOperationException($"BetterAuth: {typeof(T).Name} is not registered; {remedy}.");
}
