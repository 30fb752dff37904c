using System.Net;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Tests.Support;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>What the log says; what it must not say is asserted of every host when it ends (<see cref="NoSecrets"/>).</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task A_refusal_is_one_line_of_information_with_its_code()
    {
        await using WebWorld web = await WebWorld.StartAsync(new());
        foreach (string path in Paths.All)
        {
            int before = web.Log.Own.Length;
            await HttpAssert.RefusedAsync(web, path, "{}"u8.ToArray(), HttpStatusCode.BadRequest, "BA101");
            LogLine line = Assert.Single(web.Log.Own.Skip(before));
            Assert.Equal(LogLevel.Information, line.Level);
            Assert.StartsWith($"{path} refused: BA101 ", line.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_accepted_is_not_worth_a_line_and_a_transport_error_is_worth_one_of_debug()
    {
        await using WebWorld web = await WebWorld.StartAsync(new());
        foreach (string path in Paths.All)
        {
            byte[] message = await Prepared.MessageAsync(web.World, path);
            await HttpAssert.AcceptedAsync(web, path, message);
            Assert.Empty(web.Log.Own);
        }

        await HttpAssert.BareAsync(HttpAssert.PostAsync(web, Paths.Access, [1], "application/xml"), HttpStatusCode.UnsupportedMediaType);
        Assert.Equal(LogLevel.Debug, Assert.Single(web.Log.Own).Level);
    }

    [Fact]
    public async Task A_replayed_message_is_refused_in_a_line_without_its_token_and_challenge()
    {
        await using WebWorld web = await WebWorld.StartAsync(new());
        foreach (string path in (string[])["/session/create", Paths.Access])
        {
            byte[] message = await Prepared.MessageAsync(web.World, path);
            await HttpAssert.AcceptedAsync(web, path, message);
            await HttpAssert.RefusedAsync(web, path, message, HttpStatusCode.Unauthorized, "BA203");
        }

        Assert.Equal(2, web.Log.Own.Length);
    }

    [Fact]
    public async Task The_start_says_which_strategy_verifies()
    {
        await using WebWorld web = await WebWorld.StartAsync(new());
        LogLine line = Assert.Single(web.Log.All, line => line.Category == "BetterAuth.Start");
        Assert.Equal(LogLevel.Information, line.Level);
        Assert.StartsWith($"P-256 signatures are verified by strategy {new BetterAuth.Cryptography.P256Verifier().Strategy} ", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_oracle_finds_a_secret()
    {
        World world = new();
        string nonce = new ForgedDevice(world).NewNonce().ToString();
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => NoSecrets.In([new(LogLevel.Information, "", $"a {nonce}")], world));
        NoSecrets.In([new(LogLevel.Information, "", $"a {nonce[..16]}")], world);
    }
}
