using System.Net;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Errors;

namespace BetterAuth.AspNetCore.Tests.Endpoints;

/// <summary>An application's own endpoint.</summary>
public sealed class AccessTests(WebWorld web) : IClassFixture<WebWorld>
{
    [Fact]
    public async Task The_handler_gets_the_request_and_the_caller_in_its_own_types()
    {
        BetterAuthClient client = await SessionAsync();
        (string Identity, string Device, bool IsPost)? seen = null;
        web.Handler = call =>
        {
            seen = (call.Identity.ToString(), call.Device.ToString(), call.Http.Request.Method == "POST");
            return new(call.Request.Foo + "!", call.Request.Count + 1, call.Attributes.Role);
        };

        FooResponse response = await client.MakeAccessRequestAsync<FooRequest, FooResponse>(Paths.Access, new("bär \"x\"", 41));

        Assert.Equal(new FooResponse("bär \"x\"!", 42, ReaderAttributes.Role), response);
        Assert.Equal((client.Identity.ToString(), client.Device.ToString(), true), seen);
    }

    [Fact]
    public async Task A_verified_request_of_another_shape_is_refused_by_its_field_and_used_up()
    {
        (BetterAuthClient client, HoldingNetwork network) = await Prepared.SessionAsync(web.World);
        bool called = false;
        web.Handler = call =>
        {
            called = true;
            return new("", 0, "");
        };
        byte[] message = await Prepared.AccessAsync<WrongRequest>(client, network, new(1, 2));

        await HttpAssert.RefusedAsync(web, Paths.Access, message, HttpStatusCode.BadRequest, "BA101", "request.foo");
        await HttpAssert.RefusedAsync(web, Paths.Access, message, HttpStatusCode.Unauthorized, "BA203");
        Assert.False(called);
    }

    [Fact]
    public async Task AC_17_a_handler_that_throws_is_called_once_for_a_request()
    {
        byte[] message = await Prepared.MessageAsync(web.World, Paths.Access);
        int calls = 0;
        web.Handler = _ =>
        {
            calls++;
            throw new NotSupportedException("The application's own mistake.");
        };

        await HttpAssert.BareAsync(HttpAssert.PostAsync(web, Paths.Access, message), HttpStatusCode.InternalServerError);
        await HttpAssert.RefusedAsync(web, Paths.Access, message, HttpStatusCode.Unauthorized, "BA203");
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_client_learns_why_it_was_refused()
    {
        BetterAuthClient client = await SessionAsync();
        web.World.Clock.Advance(TimeSpan.FromMinutes(16));
        ExpiredTokenException exception = await Assert.ThrowsAsync<ExpiredTokenException>(async () =>
            await client.MakeAccessRequestAsync<FooRequest, FooResponse>(Paths.Access, new("bar", 1)));
        Assert.Equal("access", exception.Refusal["tokenType"]);
    }

    private async Task<BetterAuthClient> SessionAsync()
    {
        BetterAuthClient client = await web.NewClientAsync();
        await client.CreateAccountAsync(web.World.Hash(web.World.Suite.Keys.Generate().PublicKey));
        await client.CreateSessionAsync();
        return client;
    }
}
