using System.Buffers.Text;
using System.Net;
using BetterAuth.AspNetCore.Tests.Support;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Support.Secrets;
using BetterAuth.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Tests;

/// <summary>What the log says; what it must not say is asserted of every host when it ends (<see cref="Overheard"/>).</summary>
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

    [Theory, InlineData("nonce"), InlineData("challenge"), InlineData("token"), InlineData("signature"), InlineData("device key"), InlineData("recovery key, hex"), InlineData("access key, upper-case hex"), InlineData("response key, inside a longer base64")]
    public async Task M_04_every_line_that_any_host_logs_is_searched_and_a_secret_in_it_is_found(string secret)
    {
        await using WebWorld web = await WebWorld.StartAsync(new());
        string told = await ToldAsync(web.World, secret);
        InvalidOperationException exception = new(told);
        ILogger logger = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Category");

        Assert.Single(Overheard.While(() => logger.Log(LogLevel.Trace, default, told, null, (_, _) => $"it was '{told}', this one")));
        Assert.Single(Overheard.While(() => logger.Log(LogLevel.Trace, default, told, exception, (_, _) => "it failed")));
        Assert.Empty(Overheard.While(() => logger.Log(LogLevel.Trace, default, told, null, (_, _) => $"it began with '{told[..16]}'")));
    }

    private static async Task<string> ToldAsync(World world, string secret)
    {
        ForgedDevice device = new(world);
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        return secret switch
        {
            "nonce" => device.NewNonce().ToString(),
            "challenge" => await session.RequestAsync(),
            "token" => session.Token,
            "signature" => ForgedDevice.Sign("message", device.Key(0)),
            "device key" => Base64Url.EncodeToString(SecretOf(world, device.Key(1))),
            "recovery key, hex" => Convert.ToHexStringLower(SecretOf(world, device.Recovery)),
            "access key, upper-case hex" => Convert.ToHexString(SecretOf(world, world.AccessKey)),
            _ => Convert.ToBase64String([1, 2, 3, 4, .. SecretOf(world, world.ResponseKey), 5]),
        };
    }

    private static byte[] SecretOf(World world, ISigningKey key)
    {
        byte[] secret = new byte[world.Suite.Keys.SecretLength];
        world.Suite.Keys.Export(key, secret);
        return secret;
    }
}
