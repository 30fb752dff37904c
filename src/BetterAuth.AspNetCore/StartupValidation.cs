using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore;

/// <summary>Builds server, verifier and signer before the host accepts a connection: a wrong setting surfaces at the start, not at the first request.</summary>
internal sealed class StartupValidation(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService<BetterAuthServer>();
        AccessVerifier? access = services.GetService<AccessVerifier>();
        _ = services.GetService<ResponseSigner>();
        HostRules.Check(services.GetRequiredService<BetterAuthOptions>(), services);
        if (access?.Suite.Verifier is P256Verifier verifier)
        {
            // Asking for the name is what surfaces a wrong BETTERAUTH_P256.
            ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(Log.StartCategory);
            Log.Strategy(logger, verifier.Strategy, string.Join(", ", P256Verifier.SupportedStrategies));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
