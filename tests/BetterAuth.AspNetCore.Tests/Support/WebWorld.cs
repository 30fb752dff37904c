using System.Net;
using BetterAuth.Access;
using BetterAuth.Client;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Support.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>A <see cref="World"/> behind Kestrel on a free loopback port: what a test prepares in memory it sends over HTTP.</summary>
public sealed class WebWorld : IAsyncLifetime
{
    private readonly WebSettings _settings;
    private WebApplication? _application;

    /// <summary>As a fixture: nothing changed.</summary>
    public WebWorld()
        : this(new())
    {
    }

    internal WebWorld(WebSettings settings)
    {
        _settings = settings;
        World = new(configure: options =>
        {
            Store = new(options.Store);
            return options with { Store = Store, Attributes = new ReaderAttributes() };
        });
    }

    internal World World { get; }

    internal StubStore Store { get; private set; } = null!;

    internal LogLines Log { get; } = new();

    internal Uri Address { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal IServiceProvider Services => _application!.Services;

    /// <summary>What the application does at <see cref="Paths.Access"/>.</summary>
    internal Func<AccessContext<FooRequest, FooAttributes>, FooResponse> Handler { get; set; } = call => new(call.Request.Foo, call.Request.Count, call.Attributes.Role);

    internal static async Task<WebWorld> StartAsync(WebSettings settings)
    {
        WebWorld world = new(settings);
        await world.InitializeAsync();
        return world;
    }

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.LimitToBetterAuth();
            _settings.Kestrel(kestrel);
        });
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddRoutingCore();
        builder.Services.AddBetterAuth(options =>
        {
            options.Server = _ => World.Options;
            options.Access = _ => new AccessVerifierOptions
            {
                AccessKeys = new VerificationKeyRing(World.AccessKey),
                ReplayLock = _settings.ReplayLock ?? MemoryReplayLock.ForFreshKeys(World.Clock),
                TimeProvider = World.Clock,
            };
            _settings.Options(options);
        });
        _settings.Builder(builder);
        _application = builder.Build();
        _application.UseRouting();
        _settings.Middleware(_application);
        _application.MapBetterAuth();
        _application.MapAccess<FooRequest, FooResponse, FooAttributes>(Paths.Access, (call, _) => new(Handler(call)));
        _settings.Endpoints(_application);
        await _application.StartAsync();
        Address = new Uri(_application.Urls.Single());
        Http = new HttpClient { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        Overheard.AssertNoSecret();
    }

    /// <summary>A client whose every message goes over HTTP.</summary>
    internal async Task<BetterAuthClient> NewClientAsync() => await World.NewClientAsync(network: new HttpNetwork(Http));
}
