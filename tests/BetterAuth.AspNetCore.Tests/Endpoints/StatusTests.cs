using System.Net;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Endpoints;

/// <summary>Which status and body a refusal has, by code.</summary>
public sealed class StatusTests : IAsyncDisposable
{
    private readonly WebWorld _web = new();

    public static TheoryData<string> Endpoints => [.. Paths.All];

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Theory]
    [InlineData(ErrorCode.InvalidMessage, 400)]
    [InlineData(ErrorCode.InvalidIdentity, 400)]
    [InlineData(ErrorCode.InvalidDevice, 400)]
    [InlineData(ErrorCode.InvalidHash, 400)]
    [InlineData(ErrorCode.IncorrectNonce, 401)]
    [InlineData(ErrorCode.MismatchedIdentities, 401)]
    [InlineData(ErrorCode.ExpiredToken, 401)]
    [InlineData(ErrorCode.FutureToken, 401)]
    [InlineData(ErrorCode.StaleRequest, 422)]
    [InlineData(ErrorCode.FutureRequest, 422)]
    [InlineData(ErrorCode.BetterAuth, 500)]
    public void Every_code_has_its_status(ErrorCode code, int status) => Assert.Equal(status, Answers.StatusOf(code));

    [Fact]
    public void Every_code_of_the_catalogue_is_tested() => Assert.Equal(11, Enum.GetValues<ErrorCode>().Length);

    [Fact]
    public async Task Refusals_of_accounts_are_bad_requests()
    {
        await _web.InitializeAsync();
        ForgedDevice device = new(_web.World);
        await HttpAssert.AcceptedAsync(_web, "/account/create", device.Message(device.CreateRequest(), device.Key(0)));
        byte[] before = _web.World.Store.Image();

        ForgedDevice stranger = new(_web.World);
        await RefusedAsync("/device/rotate", stranger.Gated(stranger.RotateRequest()), HttpStatusCode.BadRequest, "BA102");
        ForgedDevice unlinked = new(_web.World, device.Identity);
        await RefusedAsync("/device/rotate", unlinked.Gated(unlinked.RotateRequest()), HttpStatusCode.BadRequest, "BA103");
        await RefusedAsync("/device/rotate", device.Message(device.RotateRequest(key: 5), device.Key(5)), HttpStatusCode.BadRequest, "BA104");
        ForgedDevice linking = new(_web.World, _web.World.Hash(Utf8Text.FromString("another")));
        await RefusedAsync("/device/link", device.Gated(device.LinkRequest(linking.Container())), HttpStatusCode.Unauthorized, "BA302");

        Assert.Equal(before, _web.World.Store.Image());
    }

    [Fact]
    public async Task Refusals_of_sessions_and_times_have_theirs()
    {
        await _web.InitializeAsync();
        byte[] replayed = await Prepared.MessageAsync(_web.World, Paths.Access);
        await HttpAssert.AcceptedAsync(_web, Paths.Access, replayed);
        await RefusedAsync(Paths.Access, replayed, HttpStatusCode.Unauthorized, "BA203");

        byte[] late = await Prepared.MessageAsync(_web.World, Paths.Access);
        _web.World.Clock.Advance(TimeSpan.FromSeconds(40));
        await RefusedAsync(Paths.Access, late, (HttpStatusCode)422, "BA501");

        (BetterAuthClient client, HoldingNetwork network) = await Prepared.SessionAsync(_web.World);
        _web.World.Clock.Advance(TimeSpan.FromMinutes(16));
        byte[] expired = await Prepared.AccessAsync<FooRequest>(client, network, new("bar", 1));
        await RefusedAsync(Paths.Access, expired, HttpStatusCode.Unauthorized, "BA401");
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task An_outage_is_no_refusal_and_the_same_bytes_are_accepted_after_it(string path)
    {
        StubReplayLock replayLock = new();
        await using WebWorld web = await WebWorld.StartAsync(new() { ReplayLock = replayLock });
        byte[] message = await Prepared.MessageAsync(web.World, path);
        byte[] before = web.World.Store.Image();
        web.Store.IsUnavailable = replayLock.IsUnavailable = true;
        using (HttpResponseMessage response = await HttpAssert.PostAsync(web, path, message))
        {
            if (path == "/session/request")
            {
                // Needs no store: the challenge carries its own proof.
                HttpAssert.Signed(web, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), message);
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }

        Assert.Contains(web.Log.Own, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error && line.Text.Contains(path, StringComparison.Ordinal));
        Assert.Equal(before, web.World.Store.Image());
        web.Store.IsUnavailable = replayLock.IsUnavailable = false;
        await HttpAssert.AcceptedAsync(web, path, message);
    }

    private Task RefusedAsync(string path, byte[] message, HttpStatusCode status, string code) => HttpAssert.RefusedAsync(_web, path, message, status, code);
}
