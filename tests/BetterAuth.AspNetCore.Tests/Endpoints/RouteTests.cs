using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace BetterAuth.AspNetCore.Tests.Endpoints;

/// <summary>Where the operations can be mapped.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task Configured_paths_replace_the_defaults()
    {
        AuthenticationPaths paths = new() { CreateAccount = "/v1/new-account" };
        await using WebWorld web = await WebWorld.StartAsync(new() { Options = options => options.Paths = paths });
        byte[] message = await Prepared.MessageAsync(web.World, AuthenticationPaths.Default.CreateAccount);
        using HttpResponseMessage former = await HttpAssert.PostAsync(web, AuthenticationPaths.Default.CreateAccount, message);
        Assert.Equal(404, (int)former.StatusCode);
        await HttpAssert.AcceptedAsync(web, paths.CreateAccount, message);
    }

    [Fact]
    public async Task A_route_group_s_prefix_comes_before_the_paths()
    {
        await using WebWorld web = await WebWorld.StartAsync(new()
        {
            Endpoints = application =>
            {
                RouteGroupBuilder group = application.MapGroup("/api");
                group.MapBetterAuth();
                group.MapAccess<FooRequest, FooResponse, FooAttributes>(Paths.Access, (call, _) => new(new FooResponse(call.Request.Foo, 0, "")));
            },
        });
        foreach (string path in Paths.All)
        {
            byte[] message = await Prepared.MessageAsync(web.World, path);
            using RawConnection connection = await RawConnection.OpenAsync(web.Address);
            await connection.PostAsync("/API" + path, message);
            Assert.Equal(404, (await connection.ReadAsync())!.Status);
            await HttpAssert.AcceptedAsync(web, "/api" + path, message);
        }
    }

    [Theory]
    [InlineData("/foo/{id}")]
    [InlineData("foo")]
    [InlineData("/foo/")]
    [InlineData("/")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a%20b")]
    public async Task An_application_path_that_no_request_could_match_is_refused_when_it_is_mapped(string path)
    {
        WebWorld web = new(new() { Endpoints = application => application.MapAccess<FooRequest, FooResponse, FooAttributes>(path, (_, _) => default) });
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(async () => await web.InitializeAsync());
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }
}
