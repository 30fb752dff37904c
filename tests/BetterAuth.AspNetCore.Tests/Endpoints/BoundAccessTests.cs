using System.Net;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BetterAuth.AspNetCore.Tests.Endpoints;

/// <summary>A host that requires nonces bound to the target: what the client sent counts, not what the host made of it.</summary>
public sealed class BoundAccessTests
{
    private const string Audience = "shop.example";
    private const string Other = "/foo/other";

    [Theory, InlineData(null), InlineData(BetterAuthDefaults.Scheme)]
    public async Task A_request_is_answered_where_it_was_sent_and_refused_where_it_was_moved(string? scheme)
    {
        await using WebWorld web = await StartAsync(scheme: scheme);
        HoldingNetwork holding = new(new HttpNetwork(web.Http), Paths.Access);
        BetterAuthClient client = await SessionAsync(web, holding);
        byte[] message = await Prepared.AccessAsync<FooRequest>(client, holding, new("bar", 1));

        await HttpAssert.RefusedAsync(web, Other, message, HttpStatusCode.BadRequest, "BA101", "endpoint");
        await HttpAssert.AcceptedAsync(web, Paths.Access, message);
    }

    [Fact]
    public async Task Behind_a_proxy_that_rewrites_targets_the_host_gives_the_client_s_back()
    {
        await using WebWorld web = await StartAsync(target: _ => "/shop/v1/foo?x=%20");
        HoldingNetwork holding = new(new HttpNetwork(web.Http), "/shop/v1/foo?x=%20");
        BetterAuthClient client = await SessionAsync(web, holding);
        await Assert.ThrowsAsync<HeldException>(async () => await client.MakeAccessRequestAsync<FooRequest, FooResponse>("/shop/v1/foo?x=%20", new("bar", 1)));

        await HttpAssert.AcceptedAsync(web, Paths.Access, holding.Held!);
    }

    [Fact]
    public async Task A_path_base_is_part_of_the_target()
    {
        await using WebWorld web = await StartAsync(middleware: application => application.UsePathBase("/base").UseRouting());
        BetterAuthClient client = await SessionAsync(web, new HttpNetwork(web.Http));

        FooResponse response = await client.MakeAccessRequestAsync<FooRequest, FooResponse>("/base" + Paths.Access, new("bar", 1));
        Assert.Equal("bar", response.WasFoo);
    }

    [Fact]
    public async Task A_client_without_the_audience_is_refused()
    {
        await using WebWorld web = await StartAsync();
        BetterAuthClient client = await SessionAsync(web, new HttpNetwork(web.Http), audience: null);

        InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.MakeAccessRequestAsync<FooRequest, FooResponse>(Paths.Access, new("bar", 1)));
        Assert.Equal("endpoint", exception.Refusal["field"]);
    }

    private static Task<WebWorld> StartAsync(Func<HttpContext, string>? target = null, string? scheme = null, Action<IApplicationBuilder>? middleware = null) => WebWorld.StartAsync(new()
    {
        Options = options =>
        {
            Func<IServiceProvider, AccessVerifierOptions> access = options.Access!;
            options.Access = services => access(services) with { Audience = Audience, Nonces = NoncePolicy.RequireBound };
            options.AccessTarget = target;
            options.AuthenticationScheme = scheme;
        },
        Middleware = application =>
        {
            middleware?.Invoke(application);
            if (scheme is not null)
            {
                application.UseAuthentication();
            }
        },
        Endpoints = application => application.MapAccess<FooRequest, FooResponse, FooAttributes>(Other, (call, _) => new(new FooResponse(call.Request.Foo, 0, ""))),
    });

    private static async Task<BetterAuthClient> SessionAsync(WebWorld web, INetwork network, string? audience = Audience)
    {
        BetterAuthClient client = await web.World.NewClientAsync(network: network, audience: audience);
        await client.CreateAccountAsync(web.World.Hash(web.World.Suite.Keys.Generate().PublicKey));
        await client.CreateSessionAsync();
        return client;
    }
}
