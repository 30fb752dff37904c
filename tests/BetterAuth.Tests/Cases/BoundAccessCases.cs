using System.Text;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Access requests whose nonce is bound to method, audience, target and time (exactly-once operations, section 7).</summary>
public sealed class BoundAccessCases
{
    private const string Audience = "shop.example";

    private static readonly AccessTarget Here = new("POST", "/echo?a=1");

    private readonly World _strict = new(access: options => options with { Audience = Audience, Nonces = NoncePolicy.RequireBound });
    private readonly World _compatible = new(access: options => options with { Audience = Audience });

    public static TheoryData<string, string, string> Elsewhere => new()
    {
        { "POST", Audience, "/echo" },
        { "POST", Audience, "/echo?a=2" },
        { "POST", Audience, "/ECHO?a=1" },
        { "PUT", Audience, "/echo?a=1" },
        { "POST", "bank.example", "/echo?a=1" },
    };

    [Theory, MemberData(nameof(Elsewhere))]
    public async Task AC_22_a_request_that_was_moved_is_refused_where_bound_nonces_are_required_and_accepted_elsewhere(string method, string audience, string target)
    {
        ForgedSession strict = await NewSessionAsync(_strict);
        Refusal refusal = await RefusedAsync(_strict, strict.BoundAccessMessage(audience, new(method, target)), Here);
        Assert.Equal("endpoint", refusal["field"]);
        await VerifiedAsync(_strict, strict.BoundAccessMessage(Audience, Here), Here);

        ForgedSession lenient = await NewSessionAsync(_compatible);
        await VerifiedAsync(_compatible, lenient.BoundAccessMessage(audience, new(method, target)), Here);
    }

    [Fact]
    public async Task AC_22_a_nonce_is_bound_to_the_time_and_to_the_request_s_bytes()
    {
        ForgedSession session = await NewSessionAsync(_strict);
        await RefusedAsync(_strict, session.BoundAccessMessage(Audience, Here, boundTime: ForgedSession.TextOf(World.Start.AddMilliseconds(1))), Here);

        string bound = Encoding.UTF8.GetString(session.BoundAccessMessage(Audience, Here, "{\"a\":1}"));
        string nonce = bound.Split("\"nonce\":\"")[1].Split('"')[0];
        await RefusedAsync(_strict, session.AccessMessage("{\"a\":2}", nonce: nonce), Here);
        await VerifiedAsync(_strict, session.AccessMessage("{\"a\":1}", nonce: nonce), Here);
    }

    [Fact]
    public async Task AC_22_an_ordinary_nonce_is_refused_where_bound_ones_are_required()
    {
        await RefusedAsync(_strict, (await NewSessionAsync(_strict)).AccessMessage(), Here);
        await VerifiedAsync(_compatible, (await NewSessionAsync(_compatible)).AccessMessage(), Here);
    }

    [Theory, InlineData("echo"), InlineData(""), InlineData("/echo\0"), InlineData("/ec ho"), InlineData("/é")]
    public async Task What_is_no_request_target_is_bound_to_nothing(string target)
    {
        await RefusedAsync(_strict, (await NewSessionAsync(_strict)).AccessMessage(), new("POST", target));
        await VerifiedAsync(_compatible, (await NewSessionAsync(_compatible)).AccessMessage(), new("POST", target));
    }

    [Fact]
    public async Task A_target_of_any_length_is_answered()
    {
        AccessTarget longest = new("POST", "/" + new string('a', 4095));
        ForgedSession session = await NewSessionAsync(_strict);
        await VerifiedAsync(_strict, session.BoundAccessMessage(Audience, longest), longest);
        await RefusedAsync(_strict, session.AccessMessage(), new("POST", longest.Target + "a"));
    }

    [Fact]
    public async Task A_nonce_that_is_bound_to_an_operation_is_an_ordinary_one_to_a_request_that_cannot_be_one()
    {
        foreach (World world in (World[])[_strict, _compatible])
        {
            ForgedDevice device = await NewAccountAsync(world);
            ForgedSession session = await new ForgedSession(world, device).CreateAsync();
            byte[] message = session.AccessMessage("{\"a\":1}", nonce: device.BoundNonceFor(Operation.RotateDevice, "{\"a\":1}").ToString());
            await (world == _strict ? RefusedAsync(world, message, Here) : VerifiedAsync(world, message, Here));
        }
    }

    [Fact]
    public async Task A_refused_request_uses_no_nonce_up_and_a_bound_nonce_counts_once()
    {
        ForgedSession session = await NewSessionAsync(_strict);
        byte[] message = session.BoundAccessMessage(Audience, Here);

        await RefusedAsync(_strict, message, new("POST", "/other"));
        await VerifiedAsync(_strict, message, Here);
        Assert.Equal(ErrorCode.IncorrectNonce, (await _strict.VerifyAsync(message, Here)).Refusal!.Code);
    }

    [Fact]
    public async Task Without_a_target_nothing_can_be_required()
    {
        ForgedSession session = await NewSessionAsync(_strict);
        byte[] message = session.BoundAccessMessage(Audience, Here);

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(async () => await _strict.VerifyAsync(message));
        Assert.Contains("AccessTarget", exception.Message, StringComparison.Ordinal);
        ForgedSession lenient = await NewSessionAsync(_compatible);
        Assert.True((await _compatible.VerifyAsync(lenient.BoundAccessMessage(Audience, Here))).IsVerified);
    }

    [Theory]
    [InlineData(null, NoncePolicy.RequireBound, "Nonces")]
    [InlineData("", NoncePolicy.Compatible, "Audience")]
    [InlineData("shop.example/v1", NoncePolicy.Compatible, "Audience")]
    [InlineData("shop example", NoncePolicy.Compatible, "Audience")]
    public void A_verifier_that_could_not_tell_is_not_built(string? audience, NoncePolicy policy, string option)
    {
        AccessVerifierOptions options = new() { AccessKeys = new VerificationKeyRing(_strict.AccessKey), ReplayLock = new MemoryReplayLock(_strict.Clock), Audience = audience, Nonces = policy };

        Assert.Equal(option, Assert.Throws<ArgumentException>(() => new AccessVerifier(options)).ParamName);
    }

    [Fact]
    public async Task Our_client_binds_when_it_knows_the_audience_and_then_works_everywhere()
    {
        foreach (World world in (World[])[_strict, _compatible, new World(ForeignSuite.Create()), new World(ForeignSuite.Create(), access: options => options with { Audience = Audience, Nonces = NoncePolicy.RequireBound })])
        {
            BetterAuthClient client = await SessionAsync(world, Audience);
            Assert.Equal("{\"b\":2}", (await client.MakeAccessRequestAsync("/echo?a=1", new RawJson("{\"b\":2}"u8.ToArray()))).ToString());
        }
    }

    [Theory, InlineData(null), InlineData("bank.example")]
    public async Task Our_client_is_refused_where_its_audience_is_another_or_none(string? audience)
    {
        BetterAuthClient client = await SessionAsync(_strict, audience);

        InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.MakeAccessRequestAsync("/echo", new RawJson("{}"u8.ToArray())));
        Assert.Equal("endpoint", exception.Refusal["field"]);
    }

    [Theory, InlineData("echo"), InlineData("/a b"), InlineData("/a/../echo"), InlineData("/echo#part"), InlineData("//host/echo"), InlineData("//")]
    public async Task Our_client_signs_no_path_that_would_be_sent_as_another(string path)
    {
        BetterAuthClient client = await SessionAsync(_strict, Audience);
        int sent = _strict.Network.Sent.Count;

        await Assert.ThrowsAsync<ArgumentException>(async () => await client.MakeAccessRequestAsync(path, new RawJson("{}"u8.ToArray())));
        Assert.Equal(sent, _strict.Network.Sent.Count);
    }

    [Fact]
    public async Task Our_client_is_not_built_for_an_audience_that_is_none() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _strict.NewClientAsync(audience: "https://shop.example"));

    [Fact]
    public void The_tag_is_what_the_specification_says()
    {
        byte[] value = new byte[INoncer.ValueLength], hash = new byte[32], request = new byte[32];
        Blake3.Hash("{}"u8, request);
        AccessPurpose.CreateNonce(Audience, Here, "2026-11-23T12:00:00.000Z"u8, Hash256.Of("{}"u8), new NonceCounter(CryptographicSuite.Default.Noncer), value);

        Blake3.DeriveKey(
            "better-auth request-bound nonce 2026 v1"u8,
            [.. "access POST shop.example/echo?a=1\02026-11-23T12:00:00.000Z\0"u8, .. value.AsSpan(0, 4), .. request],
            hash);
        Assert.Equal(hash[..12], value[4..]);
    }

    private static async Task<ForgedDevice> NewAccountAsync(World world)
    {
        ForgedDevice device = new(world);
        await ServerAssert.AcknowledgedAsync(world, Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)));
        return device;
    }

    private static async Task<ForgedSession> NewSessionAsync(World world) => await new ForgedSession(world, await NewAccountAsync(world)).CreateAsync();

    private static async Task<BetterAuthClient> SessionAsync(World world, string? audience)
    {
        BetterAuthClient client = await world.NewClientAsync(audience: audience);
        await client.CreateAccountAsync(world.Hash(world.Suite.Keys.Generate().PublicKey));
        await client.CreateSessionAsync();
        return client;
    }

    private static async Task VerifiedAsync(World world, byte[] message, AccessTarget target)
    {
        AccessResult result = await world.VerifyAsync(message, target);
        Assert.True(result.IsVerified, result.Refusal?.ToString());
        result.Access.Dispose();
    }

    private static async Task<Refusal> RefusedAsync(World world, byte[] message, AccessTarget target)
    {
        AccessResult result = await world.VerifyAsync(message, target);
        Assert.False(result.IsVerified);
        Assert.Equal(ErrorCode.InvalidMessage, result.Refusal.Code);
        return result.Refusal;
    }
}
