using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using Microsoft.Extensions.DependencyInjection;

namespace BetterAuth.AspNetCore.Tests.Client;

/// <summary>A client in a host, over the host's factory of HTTP clients.</summary>
public sealed class NetworkTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task Every_flow_runs_over_the_registered_network()
    {
        ServiceCollection services = new();
        services.AddBetterAuthNetwork(web.Address);
        await using ServiceProvider provider = services.BuildServiceProvider();
        INetwork network = provider.GetRequiredService<INetwork>();
        ISigningKey recovery = web.World.Suite.Keys.Generate();
        ISigningKey changed = web.World.Suite.Keys.Generate();
        ISigningKey next = web.World.Suite.Keys.Generate();
        BetterAuthClient first = await web.World.NewClientAsync(network: network);
        BetterAuthClient second = await web.World.NewClientAsync(network: network);
        BetterAuthClient third = await web.World.NewClientAsync(network: network);

        await first.CreateAccountAsync(web.World.Hash(recovery.PublicKey));
        await first.RotateDeviceAsync();
        await first.LinkDeviceAsync(await second.CreateLinkContainerAsync(first.Identity));
        await second.CreateSessionAsync();
        await second.RefreshSessionAsync();
        FooResponse response = await second.MakeAccessRequestAsync<FooRequest, FooResponse>(Paths.Access, new("bar", 2));
        Assert.Equal(("bar", 2), (response.WasFoo, response.Count));
        await first.UnlinkDeviceAsync(second.Device);
        await Assert.ThrowsAsync<InvalidDeviceException>(async () => await second.RefreshSessionAsync());
        await first.ChangeRecoveryKeyAsync(web.World.Hash(changed.PublicKey));
        await third.RecoverAccountAsync(first.Identity, changed, web.World.Hash(next.PublicKey));
        await third.DeleteAccountAsync();
        await Assert.ThrowsAsync<InvalidIdentityException>(async () => await first.RotateDeviceAsync());
    }

    [Fact]
    public void An_address_is_needed() => Assert.Throws<ArgumentNullException>(() => new ServiceCollection().AddBetterAuthNetwork(null!));
}
