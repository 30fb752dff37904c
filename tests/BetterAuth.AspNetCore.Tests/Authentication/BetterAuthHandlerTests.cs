using System.Net;
using System.Security.Claims;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Tests.Authentication;

/// <summary>A gateway: the authentication handler before other people's endpoints.</summary>
public sealed class BetterAuthHandlerTests : IAsyncLifetime
{
    private const string Private = "/private";
    private const string Public = "/public";

    private readonly WebWorld _web;
    private readonly StubReplayLock _replayLock = new();
    private ClaimsPrincipal? _user;
    private VerifiedCaller? _caller;
    private byte[]? _body;

    public BetterAuthHandlerTests() => _web = new(new()
    {
        ReplayLock = _replayLock,
        Options = options => options.AuthenticationScheme = BetterAuthDefaults.Scheme,
        Builder = builder => builder.Services.AddAuthorization(),
        Kestrel = kestrel => kestrel.Limits.MaxRequestBodySize = null, // what the handler itself holds to is looked at here
        Middleware = application =>
        {
            application.UseAuthentication();
            application.UseAuthorization();
        },
        Endpoints = application =>
        {
            application.MapPost(Private, (RequestDelegate)SeeAsync).RequireAuthorization();
            application.MapPost(Public, (RequestDelegate)SeeAsync);
            application.MapAccess<FooRequest, FooResponse, FooAttributes>("/guarded", (call, _) => new(new FooResponse(call.Request.Foo, 0, ""))).RequireAuthorization();
        },
    });

    public ValueTask InitializeAsync() => _web.InitializeAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task A_verified_caller_has_claims_and_its_body_can_still_be_read()
    {
        (BetterAuthClient client, HoldingNetwork network) = await Prepared.SessionAsync(_web.World);
        byte[] message = await Prepared.AccessAsync<FooRequest>(client, network, new("bar", 1));

        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Private, message), HttpStatusCode.OK);

        Assert.True(_user!.Identity!.IsAuthenticated);
        Assert.Equal(client.Identity.ToString(), _user.Identity.Name);
        Assert.Equal(client.Identity.ToString(), _user.FindFirstValue(BetterAuthDefaults.IdentityClaim));
        Assert.Equal(client.Device.ToString(), _user.FindFirstValue(BetterAuthDefaults.DeviceClaim));
        Claim attributes = _user.FindFirst(BetterAuthDefaults.AttributesClaim)!;
        Assert.Equal(("{\"role\":\"reader\"}", "JSON"), (attributes.Value, attributes.ValueType));
        Assert.Equal("{\"foo\":\"bar\",\"count\":1}", System.Text.Encoding.UTF8.GetString(_caller!.Request.Span));
        Assert.Equal(message, _body);
    }

    [Theory]
    [InlineData(Paths.Access)]
    [InlineData("/guarded")]
    public async Task An_access_endpoint_behind_it_answers_and_verifies_once(string path)
    {
        byte[] message = await Prepared.MessageAsync(_web.World, Paths.Access);
        await HttpAssert.AcceptedAsync(_web, path, message);
        await HttpAssert.RefusedAsync(_web, path, message, HttpStatusCode.Unauthorized, "BA203");
        Assert.Single(_web.Log.Own, line => line.Level == LogLevel.Information && line.Text.Contains("BA203", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ten_operations_are_not_its_business()
    {
        foreach (string path in Paths.All)
        {
            await HttpAssert.AcceptedAsync(_web, path, await Prepared.MessageAsync(_web.World, path));
        }

        Assert.Empty(_web.Log.Own);
    }

    [Fact]
    public async Task A_refused_caller_is_told_why_and_gets_no_further()
    {
        byte[] message = await Prepared.MessageAsync(_web.World, Paths.Access);
        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Private, message), HttpStatusCode.OK);
        _user = null;

        await HttpAssert.RefusedAsync(_web, Private, message, HttpStatusCode.Unauthorized, "BA203");
        await HttpAssert.RefusedAsync(_web, Private, "{}"u8.ToArray(), HttpStatusCode.BadRequest, "BA101");

        Assert.Null(_user);
        Assert.Equal(2, _web.Log.Own.Count(line => line.Level == LogLevel.Information));
    }

    [Fact]
    public async Task Where_nobody_must_be_known_a_refused_caller_is_nobody()
    {
        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Public, "{\"a\":1}"u8.ToArray()), HttpStatusCode.OK);
        Assert.False(_user!.Identity?.IsAuthenticated ?? false);
        Assert.Null(_caller);
        Assert.Equal("{\"a\":1}"u8.ToArray(), _body);
    }

    [Theory]
    [InlineData("", "application/json", 401)]
    [InlineData("x", "application/xml", 401)]
    public async Task What_is_no_access_request_is_nobodys(string body, string contentType, int status)
    {
        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Private, System.Text.Encoding.UTF8.GetBytes(body), contentType), (HttpStatusCode)status);
        await HttpAssert.BareAsync(_web.Http.PostAsync(new Uri(Public, UriKind.Relative), null), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_verified()
    {
        byte[] message = await Prepared.MessageAsync(_web.World, Paths.Access);
        byte[] padded = [.. message, .. Enumerable.Repeat((byte)' ', 64 * 1024)];
        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Private, padded), HttpStatusCode.Unauthorized);
        using RawConnection connection = await RawConnection.OpenAsync(_web.Address);
        byte[] chunk = [.. System.Text.Encoding.ASCII.GetBytes($"{padded.Length:x}\r\n"), .. padded, .. "\r\n0\r\n\r\n"u8];
        await connection.PostAsync(Private, "Transfer-Encoding: chunked", chunk);
        Assert.Equal(401, (await connection.ReadAsync())!.Status);
        await HttpAssert.BareAsync(HttpAssert.PostAsync(_web, Private, message), HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Private)]
    [InlineData("/guarded")]
    [InlineData(Paths.Access)]
    public async Task An_outage_is_no_refusal(string path)
    {
        byte[] message = await Prepared.MessageAsync(_web.World, Paths.Access);
        _replayLock.IsUnavailable = true;
        using (HttpResponseMessage response = await HttpAssert.PostAsync(_web, path, message))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }

        _replayLock.IsUnavailable = false;
        using HttpResponseMessage again = await HttpAssert.PostAsync(_web, path, message);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private async Task SeeAsync(HttpContext context)
    {
        _user = context.User;
        _caller = context.Features.Get<VerifiedCaller>();
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        _body = body.ToArray();
    }
}
