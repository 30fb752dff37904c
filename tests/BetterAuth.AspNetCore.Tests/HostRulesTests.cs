using BetterAuth.Access;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>What server and verifier of one host must agree in, or it does not start.</summary>
public sealed class HostRulesTests
{
    private readonly World _world = new();

    [Fact]
    public Task A_verifier_that_agrees_starts() => StartAsync(access => access);

    [Fact]
    public Task CFG_05_a_verifier_that_accepts_the_response_key_does_not_start() =>
        RefusesAsync(access => access with { AccessKeys = new VerificationKeyRing(_world.AccessKey, _world.ResponseKey) }, "AccessVerifierOptions.AccessKeys holds the response key", "remove it");

    [Fact]
    public Task A_verifier_that_does_not_accept_the_server_s_tokens_does_not_start() =>
        RefusesAsync(access => access with { AccessKeys = new VerificationKeyRing(_world.Suite.Keys.Generate()) }, "AccessKeys must hold BetterAuthServerOptions.AccessKey");

    [Fact]
    public Task A_verifier_that_does_not_hear_of_revocations_does_not_start() =>
        RefusesAsync(access => access with { Revocations = null }, "AccessVerifierOptions.Revocations is not set", "new RevocationList(store, clock)");

    [Fact]
    public Task CFG_01_a_window_that_is_longer_than_a_token_lives_does_not_start() =>
        RefusesAsync(access => access with { Times = new() { Window = TimeSpan.FromMinutes(2) } }, "AccessOptions.Window is longer than SessionOptions.AccessLifetime", "make the window shorter");

    [Fact]
    public Task CFG_04_a_verifier_with_more_skew_than_revocations_are_held_for_does_not_start() =>
        RefusesAsync(access => access with { Times = new() { ClockSkew = TimeSpan.FromSeconds(6) } }, "AccessOptions.ClockSkew is more than SessionOptions.ClockSkew", "give both the same");

    [Fact]
    public Task CFG_07_server_and_verifier_with_different_numbers_of_nodes_do_not_start() =>
        RefusesAsync(access => access with { Nodes = 2, AllowInMemoryInCluster = true }, "AccessVerifierOptions.Nodes is 2 and BetterAuthServerOptions.Nodes 1", "give both the same");

    [Fact]
    public async Task CFG_07_a_verifier_of_the_server_s_own_knows_how_many_nodes_there_are()
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options => options.Server = _ => _world.Options with { Store = new Support.StubStore(_world.Store), Nodes = 2 }));
        Assert.Contains("AccessVerifierOptions.ReplayLock is in memory, and there are 2 nodes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_signs_with_a_key_it_accepts_tokens_of_does_not_start()
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options =>
        {
            options.Access = _ => Agreeing();
            options.ResponseKey = _ => _world.AccessKey;
        }));
        Assert.Contains("holds the response key", exception.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(301)]
    public async Task Stores_get_some_time_and_not_for_ever(int seconds)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options =>
        {
            options.Server = _ => _world.Options;
            options.StoreTimeout = TimeSpan.FromSeconds(seconds);
        }));
        Assert.Contains("options.StoreTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0), InlineData(100_001)]
    public async Task A_concurrency_of_nobody_or_everybody_is_no_limit(int concurrency)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options =>
        {
            options.Server = _ => _world.Options;
            options.MaxConcurrency = concurrency;
        }));
        Assert.Contains("options.MaxConcurrency", exception.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(0, 1), InlineData(1, 0), InlineData(100_001, 1), InlineData(1, 100_001)]
    public async Task A_limit_that_lets_nobody_or_everybody_through_is_none(int burst, int perSecond)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options =>
        {
            options.Server = _ => _world.Options;
            options.SourceLimit = new() { Burst = burst, PerSecond = perSecond };
        }));
        Assert.Contains("options.SourceLimit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_has_one_server()
    {
        ServiceCollection services = new();
        services.AddBetterAuth(options => options.Server = _ => _world.Options);

        Assert.Contains("was called before", Assert.Throws<ArgumentException>(() => services.AddBetterAuth(options => options.Server = _ => _world.Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_cannot_take_an_operation_s_path()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.AddBetterAuth(options => options.Server = _ => _world.Options);
        await using WebApplication application = builder.Build();

        ArgumentException exception = Assert.Throws<ArgumentException>(() => application.MapAccess<Support.FooRequest, Support.FooResponse, Support.FooAttributes>("/Device/rotate", (_, _) => default));

        Assert.Contains("is the path of RotateDevice", exception.Message, StringComparison.Ordinal);
    }

    private AccessVerifierOptions Agreeing() => new()
    {
        AccessKeys = new VerificationKeyRing(_world.AccessKey),
        ReplayLock = new MemoryReplayLock(_world.Clock),
        Revocations = new RevocationList(_world.Store, _world.Clock),
        TimeProvider = _world.Clock,
    };

    private async Task RefusesAsync(Func<AccessVerifierOptions, AccessVerifierOptions> change, params string[] says)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(change));
        Assert.All(says, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }

    private Task StartAsync(Func<AccessVerifierOptions, AccessVerifierOptions> change) => StartAsync(options =>
    {
        options.Server = _ => _world.Options with { Sessions = new() { AccessLifetime = TimeSpan.FromMinutes(1) } };
        options.Access = _ => change(Agreeing());
    });

    private static async Task StartAsync(Action<BetterAuthOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddBetterAuth(configure);
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }
}
