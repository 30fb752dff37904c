using BetterAuth.Access;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>A wrong setting stops the host's start and says what to change.</summary>
public sealed class OptionsTests
{
    private readonly World _world = new();

    [Fact]
    public Task Nothing_to_do_is_a_mistake() => StopsAsync(_ => { }, "options.Server", "options.Access");

    [Theory]
    [InlineData(1023)]
    [InlineData((1024 * 1024) + 1)]
    [InlineData(-1)]
    public Task The_body_limit_has_bounds(int length) => StopsAsync(Server(options => options.MaxBodyLength = length), "options.MaxBodyLength", "1 KiB");

    [Theory]
    [InlineData("")]
    [InlineData("account")]
    [InlineData("/account/")]
    [InlineData("/account/{id}")]
    [InlineData("/account?x")]
    [InlineData("/a/./b")]
    public Task A_path_must_be_its_requests_text(string path) =>
        StopsAsync(Server(options => options.Paths = new AuthenticationPaths { RotateDevice = path }), "options.Paths", "RotateDevice", $"'{path}'");

    [Fact]
    public Task Two_operations_cannot_share_a_path() =>
        StopsAsync(Server(options => options.Paths = new AuthenticationPaths { RotateDevice = "/Device/Unlink" }), "RotateDevice", "UnlinkDevice", "a path of its own");

    [Fact]
    public Task A_scheme_has_a_name() => StopsAsync(Server(options => options.AuthenticationScheme = " "), "options.AuthenticationScheme");

    [Fact]
    public async Task Mapping_without_what_it_needs_says_what_to_set()
    {
        await using WebApplication none = Build(services => { });
        Assert.Contains("AddBetterAuth", Assert.Throws<InvalidOperationException>(() => none.MapBetterAuth()).Message, StringComparison.Ordinal);
        await using WebApplication gateway = Build(services => services.AddBetterAuth(options => options.Access = _ => Verifier(_world)));
        Assert.Contains("options.Server", Assert.Throws<InvalidOperationException>(() => gateway.MapBetterAuth()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "options.ResponseKey",
            Assert.Throws<InvalidOperationException>(() => gateway.MapAccess<FooRequest, FooResponse, FooAttributes>("/foo", (_, _) => default)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_alone_gives_a_verifier_and_a_signer()
    {
        await using WebApplication application = Build(services => services.AddBetterAuth(Server(_ => { })));
        Assert.NotNull(application.Services.GetService<AccessVerifier>());
        Assert.NotNull(application.Services.GetService<ResponseSigner>());
    }

    private static AccessVerifierOptions Verifier(World world) => new() { AccessKeys = new VerificationKeyRing(world.AccessKey), ReplayLock = new MemoryReplayLock(world.Clock), TimeProvider = world.Clock };

    private static WebApplication Build(Action<IServiceCollection> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        configure(builder.Services);
        return builder.Build();
    }

    private Action<BetterAuthOptions> Server(Action<BetterAuthOptions> configure) => options =>
    {
        options.Server = _ => _world.Options;
        configure(options);
    };

    private static async Task StopsAsync(Action<BetterAuthOptions> configure, params string[] says)
    {
        ArgumentException exception = await Assert.ThrowsAnyAsync<ArgumentException>(async () =>
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Services.AddBetterAuth(configure);
            using IHost host = builder.Build();
            await host.StartAsync();
        });
        Assert.All(says, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));
    }
}
