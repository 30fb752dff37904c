using BetterAuth.AspNetCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BetterAuth.AspNetCore.Tests;

public sealed class StoreHealthCheckTests
{
    [Fact]
    public async Task Health_follows_the_store()
    {
        await using WebWorld web = await WebWorld.StartAsync(new() { Builder = builder => builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("betterauth") });
        HealthCheckService health = web.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);

        web.Store.IsUnavailable = true;
        HealthReport report = await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Equal("The account store does not answer.", report.Entries["betterauth"].Description);

        web.Store.IsUnavailable = false;
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
    }
}
