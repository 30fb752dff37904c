using BetterAuth.Access;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>Every rule of the server's and the verifier's options stops the host's start, by the option's name.</summary>
public sealed class StartRulesTests
{
    private static readonly Dictionary<string, Func<BetterAuthServerOptions, BetterAuthServerOptions>> ServerRules = new()
    {
        ["BetterAuthServerOptions.ResponseKey must differ"] = options => options with { ResponseKey = options.AccessKey },
        ["BetterAuthServerOptions.ResponseKey must sign"] = options => options with { ResponseKey = ForeignSuite.Create().Keys.Generate() },
        ["BetterAuthServerOptions.AccessKey must sign"] = options => options with { AccessKey = ForeignSuite.Create().Keys.Generate() },
        ["BetterAuthServerOptions.AccessKeys must hold"] = options => options with { AccessKeys = new VerificationKeyRing(options.ResponseKey) },
        ["BetterAuthServerOptions.MaxDevices must be"] = options => options with { MaxDevices = 0 },
        ["BetterAuthServerOptions.MaxDevices must be between"] = options => options with { MaxDevices = 10_001 },
        ["SessionOptions.AccessLifetime"] = Sessions(new() { AccessLifetime = TimeSpan.Zero }),
        ["SessionOptions.RefreshLifetime"] = Sessions(new() { RefreshLifetime = TimeSpan.FromMinutes(14) }),
        ["SessionOptions.RefreshAnswerWindow"] = Sessions(new() { RefreshAnswerWindow = TimeSpan.FromTicks(-1) }),
        ["SessionOptions.ChallengeLifetime"] = Sessions(new() { ChallengeLifetime = TimeSpan.Zero }),
        ["SessionOptions.ChallengeLifetime must be"] = Sessions(new() { ChallengeLifetime = TimeSpan.FromSeconds(601) }),
        ["SessionOptions.AttributesTimeout"] = Sessions(new() { AttributesTimeout = TimeSpan.Zero }),
        ["SessionOptions.ClockSkew"] = Sessions(new() { ClockSkew = TimeSpan.FromMinutes(6) }),
    };

    private static readonly Dictionary<string, AccessOptions> AccessRules = new()
    {
        ["AccessOptions.Window"] = new() { Window = TimeSpan.Zero },
        ["AccessOptions.Window must be"] = new() { Window = TimeSpan.FromSeconds(30_000) },
        ["AccessOptions.Tolerance"] = new() { Tolerance = TimeSpan.FromSeconds(61) },
        ["AccessOptions.ClockSkew"] = new() { ClockSkew = TimeSpan.FromTicks(-1) },
        ["AccessOptions.MaxTokenLength"] = new() { MaxTokenLength = 1023 },
        ["AccessOptions.MaxTokenLength must be"] = new() { MaxTokenLength = (1024 * 1024) + 1 },
    };

    private readonly World _world = new();

    public static TheoryData<string> ServerRuleNames => [.. ServerRules.Keys];

    public static TheoryData<string> AccessRuleNames => [.. AccessRules.Keys];

    [Fact]
    public Task What_breaks_no_rule_starts() => StartAsync(options => options.Server = _ => _world.Options);

    [Theory, MemberData(nameof(ServerRuleNames))]
    public async Task A_broken_rule_of_the_server_stops_the_start(string rule)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options => options.Server = _ => ServerRules[rule](_world.Options)));
        Assert.StartsWith(rule, exception.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AccessRuleNames))]
    public async Task A_broken_rule_of_the_verifier_stops_the_start(string rule)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(() => StartAsync(options => options.Access = _ => new AccessVerifierOptions
        {
            AccessKeys = new VerificationKeyRing(_world.AccessKey),
            ReplayLock = new MemoryReplayLock(_world.Clock),
            Times = AccessRules[rule],
        }));
        Assert.StartsWith(rule, exception.Message, StringComparison.Ordinal);
    }

    private static Func<BetterAuthServerOptions, BetterAuthServerOptions> Sessions(SessionOptions sessions) => options => options with { Sessions = sessions };

    private static async Task StartAsync(Action<BetterAuthOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddBetterAuth(configure);
        using IHost host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }
}
