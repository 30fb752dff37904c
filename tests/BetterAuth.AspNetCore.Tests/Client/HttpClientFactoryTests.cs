using BetterAuth.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.AspNetCore.Tests;

public class HttpClientFactoryTests
{
    [Fact]
    public void The_http_network_is_a_typed_client_of_the_factory()
    {
        ServiceCollection services = new();
        services.AddHttpClient<INetwork, HttpNetwork>(client => client.BaseAddress = new Uri("https://auth.example/"));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<HttpNetwork>(provider.GetRequiredService<INetwork>());
    }
}
