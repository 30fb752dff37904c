using BetterAuth.Access;
using BetterAuth.AspNetCore;
using BetterAuth.Keys;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>The fixed world behind ASP.NET's whole pipeline, without sockets: requests are handed to the application as a server would hand them over.</summary>
internal sealed class InProcessServer : IServer
{
    /// <summary>The application's endpoint; it answers with what it was asked.</summary>
    public const string AccessPath = "/foo/bar";

    private readonly WebApplication _application;
    private Func<IFeatureCollection, Task> _process = _ => Task.CompletedTask;

    public InProcessServer(FixedWorld world)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IServer>(this);
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(Log);
        builder.Services.AddBetterAuth(options =>
        {
            options.Server = _ => world.World.Options;
            options.Access = _ => new AccessVerifierOptions
            {
                AccessKeys = new VerificationKeyRing(world.World.AccessKey),
                ReplayLock = world.Lock,
                Revocations = new RevocationList(world.Store, world.World.Clock),
                TimeProvider = world.World.Clock,
            };
        });
        _application = builder.Build();
        _application.UseRouting();
        _application.MapBetterAuth();
        _application.MapAccess<RawJson, RawJson, RawJson>(AccessPath, (call, _) => new(call.Request));
        _application.StartAsync().GetAwaiter().GetResult();
    }

    /// <summary>What the endpoints logged.</summary>
    public LineLog Log { get; } = new();

    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>One request; what was answered.</summary>
    public (int Status, string? ContentType, byte[] Body) Send(string path, byte[] body, string? contentType, string? encoding)
    {
        using MemoryStream answer = new();
        HttpRequestFeature request = new() { Method = "POST", Scheme = "http", Protocol = "HTTP/1.1", Path = path, RawTarget = path, Body = new MemoryStream(body) };
        request.Headers.ContentLength = body.Length;
        request.Headers.ContentType = contentType;
        request.Headers.ContentEncoding = encoding;
        HttpResponseFeature response = new();
        FeatureCollection features = new();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        _process(features).GetAwaiter().GetResult();
        return (response.StatusCode, response.Headers.ContentType, answer.ToArray());
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _process = async features =>
        {
            TContext context = application.CreateContext(features);
            try
            {
                await application.ProcessRequestAsync(context);
            }
            finally
            {
                application.DisposeContext(context, null);
            }
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
