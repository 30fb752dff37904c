using System.Net;
using BetterAuth.Access;
using BetterAuth.AspNetCore;
using BetterAuth.Server;
using BetterAuth.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BetterAuth.Cli.Development;

/// <summary>The server that every implementation's suite runs against: the ten operations and three helpers, with the settings they all share (wire facts, "HTTP").</summary>
internal sealed class DevelopmentServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private DevelopmentServer(WebApplication application) => _application = application;

    /// <summary>Where it listens: the first address.</summary>
    public Uri Address
    {
        get
        {
            IServerAddressesFeature addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new Uri(addresses.Addresses.First());
        }
    }

    /// <summary>Listens on loopback at <paramref name="port"/>; 0 takes a free one (of IPv4 alone).</summary>
    public static async Task<DevelopmentServer> StartAsync(int port, SqliteAccountStore store, ServerKeys keys, TimeProvider clock, LogLevel verbosity, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.LimitToBetterAuth();
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
            else
            {
                kestrel.ListenLocalhost(port);
            }
        });
        builder.Logging.AddProvider(new StandardErrorLoggerProvider(verbosity)).SetMinimumLevel(verbosity);
        builder.Services.AddRoutingCore();
        builder.Services.AddBetterAuth(options =>
        {
            options.Server = _ => new BetterAuthServerOptions
            {
                Store = store,
                ResponseKey = keys.ResponseKey,
                AccessKey = keys.AccessKey,
                AccessKeys = keys.AccessKeys,
                ChallengeKeys = keys.ChallengeKeys,
                Attributes = new DevelopmentAttributeSource(),
                TimeProvider = clock,
            };
            options.Access = _ => new AccessVerifierOptions
            {
                AccessKeys = keys.AccessKeys,
                ReplayLock = store.ReplayLock,
                Revocations = new RevocationList(store, clock),
                TimeProvider = clock,
            };
        });
        WebApplication application = builder.Build();
        application.UseRouting();
        application.MapBetterAuth();
        DevelopmentEndpoints.Map(application, keys);
        DevelopmentServer server = new(application);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Runs until the process is asked to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => ((IHost)_application).WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
