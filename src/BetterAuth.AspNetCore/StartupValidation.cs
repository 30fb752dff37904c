using BetterAuth.Access;
using BetterAuth.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BetterAuth.AspNetCore;

/// <summary>Builds server, verifier and signer before the host accepts a connection: a wrong setting surfaces at the start, not at the first request.</summary>
internal sealed class StartupValidation(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = services.GetService<BetterAuthServer>();
        _ = services.GetService<AccessVerifier>();
        _ = services.GetService<ResponseSigner>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
