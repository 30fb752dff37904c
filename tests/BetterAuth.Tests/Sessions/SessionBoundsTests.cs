using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Sessions;

/// <summary>What is still allowed of a session's options, challenges and tokens, and what is the first that is not.</summary>
public sealed class SessionBoundsTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<string, SessionOptions, bool> Options => new()
    {
        { nameof(SessionOptions.AccessLifetime), new() { AccessLifetime = TimeSpan.Zero }, false },
        { nameof(SessionOptions.AccessLifetime), new() { AccessLifetime = Tick }, true },
        { nameof(SessionOptions.RefreshLifetime), new() { AccessLifetime = TimeSpan.FromHours(1), RefreshLifetime = TimeSpan.FromHours(1) }, true },
        { nameof(SessionOptions.RefreshLifetime), new() { AccessLifetime = TimeSpan.FromHours(1), RefreshLifetime = TimeSpan.FromHours(1) - Tick }, false },
        { nameof(SessionOptions.ChallengeLifetime), new() { ChallengeLifetime = TimeSpan.Zero }, false },
        { nameof(SessionOptions.ChallengeLifetime), new() { ChallengeLifetime = Tick }, true },
        { nameof(SessionOptions.ChallengeLifetime), new() { ChallengeLifetime = TimeSpan.FromSeconds(600) }, true },
        { nameof(SessionOptions.ChallengeLifetime), new() { ChallengeLifetime = TimeSpan.FromSeconds(600) + Tick }, false },
        { nameof(SessionOptions.RefreshAnswerWindow), new() { RefreshAnswerWindow = TimeSpan.Zero }, true },
        { nameof(SessionOptions.RefreshAnswerWindow), new() { RefreshAnswerWindow = -Tick }, false },
        { nameof(SessionOptions.AttributesTimeout), new() { AttributesTimeout = TimeSpan.Zero }, false },
        { nameof(SessionOptions.AttributesTimeout), new() { AttributesTimeout = Tick }, true },
        { nameof(SessionOptions.ClockSkew), new() { ClockSkew = TimeSpan.Zero }, true },
        { nameof(SessionOptions.ClockSkew), new() { ClockSkew = -Tick }, false },
        { nameof(SessionOptions.ClockSkew), new() { ClockSkew = TimeSpan.FromMinutes(5) }, true },
        { nameof(SessionOptions.ClockSkew), new() { ClockSkew = TimeSpan.FromMinutes(5) + Tick }, false },
    };

    [Theory, MemberData(nameof(Options))]
    public void Times_at_their_bounds_are_taken_and_those_behind_are_named(string name, SessionOptions options, bool isAllowed)
    {
        if (isAllowed)
        {
            options.Validate();
        }
        else
        {
            Assert.Equal(name, Assert.Throws<ArgumentException>(options.Validate).ParamName);
        }
    }

    [Theory, InlineData(31, 1), InlineData(33, 1), InlineData(32, 0), InlineData(0, 0)]
    public void A_key_for_challenges_has_32_bytes_that_are_not_all_zero(int length, byte value)
    {
        byte[] key = new byte[length];
        key.AsSpan().Fill(value);
        Assert.Equal("current", Assert.Throws<ArgumentException>(() => new ChallengeKeys(key)).ParamName);
        if (length > 0)
        {
            Assert.Equal("former", Assert.Throws<ArgumentException>(() => new ChallengeKeys([1, .. new byte[31]], key)).ParamName);
        }
    }

    [Theory, InlineData(5000, null), InlineData(5001, ErrorCode.FutureRequest), InlineData(-60_000, null), InlineData(-60_001, ErrorCode.StaleRequest)]
    public void A_challenge_may_be_as_far_ahead_as_clocks_differ_and_as_old_as_it_lives(int milliseconds, ErrorCode? expected)
    {
        Challenges challenges = new(ChallengeKeys.Generate(), new CesrNoncer(), new());
        Assert.Equal(expected, challenges.CheckAge(World.Start.AddMilliseconds(milliseconds), World.Start)?.Code);
    }

    [Fact]
    public void Challenges_of_one_moment_hide_the_same_account_under_different_masks()
    {
        CesrNoncer noncer = new();
        Challenges challenges = new(ChallengeKeys.Generate(), noncer, new());
        byte[] one = new byte[INoncer.ValueLength], other = new byte[INoncer.ValueLength];
        Assert.True(noncer.TryDecode(challenges.Issue(Utf8Text.FromString("E1"), World.Start).Span, one));
        Assert.True(noncer.TryDecode(challenges.Issue(Utf8Text.FromString("E1"), World.Start).Span, other));

        Assert.NotEqual(one[6..], other[6..]);
        Assert.Equal(challenges.TagsOf(one, World.Start, out _)[0], challenges.TagsOf(other, World.Start, out _)[0]);
    }

    [Theory]
    [InlineData("issuedAt", null, true)]
    [InlineData("all", null, true)]
    [InlineData("expiry", "2026-11-23T11:59:59.999Z", false)]
    [InlineData("expiry", "2026-11-24T00:00:00.001Z", false)]
    [InlineData("expiry", "yesterday", false)]
    [InlineData("refreshExpiry", "2026-11-23T12:14:59.999Z", false)]
    public async Task A_token_s_times_are_in_order_and_may_fall_together(string member, string? value, bool isRead)
    {
        (World world, ForgedSession session) = await NewSessionAsync();
        string claims = session.Claims();
        string issued = Member(claims, "issuedAt"), expiry = Member(claims, "expiry"), refresh = Member(claims, "refreshExpiry");
        claims = value is not null ? claims.Replace($"\"{member}\":\"{Member(claims, member)}\"", $"\"{member}\":\"{value}\"", StringComparison.Ordinal)
            : member == "all" ? claims.Replace(expiry, issued, StringComparison.Ordinal).Replace(refresh, issued, StringComparison.Ordinal)
            : claims;

        bool read = new TokenReader(world.Suite).TryRead(Utf8Text.FromString(session.Forge(claims)), new byte[4096], out _, out Refusal? refusal);

        Assert.Equal((isRead, isRead), (read, refusal is null));
    }

    [Fact]
    public async Task What_is_no_token_is_refused_by_what_is_wrong_with_it()
    {
        (World world, ForgedSession session) = await NewSessionAsync();
        int signature = world.Suite.Verifier.SignatureLength;
        Refused("", "signature", "malformed");
        Refused(session.Token[..signature], "signature", "malformed");
        Refused("!" + session.Token[1..], "signature", "malformed");
        Refused(session.Token[..(signature + 1)], "", "cannot be decoded");
        Refused(session.Forge("{}"), "serverIdentity", "missing member");
        Refused(session.Forge("[]"), "message", "not an object");

        void Refused(string token, string field, string details)
        {
            Assert.False(new TokenReader(world.Suite).TryRead(Utf8Text.FromString(token), new byte[4096], out TokenClaims claims, out Refusal? refusal));
            Assert.Equal((field, details), (refusal["field"], refusal["details"]));
            Assert.True(claims.Bytes.IsEmpty);
        }
    }

    [Fact]
    public async Task An_outage_of_the_attributes_is_told_as_it_was_and_anything_else_as_an_outage()
    {
        World world = new();
        Source source = new() { Failure = new StoreUnavailableException("Down.") };
        Assert.Equal("Down.", (await Assert.ThrowsAsync<StoreUnavailableException>(GetAsync)).Message);
        source.Failure = new FormatException("x");
        Assert.IsType<FormatException>((await Assert.ThrowsAsync<StoreUnavailableException>(GetAsync)).InnerException);

        async Task GetAsync() => await Attributes.GetAsync(source, default, default, TimeSpan.FromSeconds(5), world.Clock, TestContext.Current.CancellationToken);
    }

    private static string Member(string claims, string name)
    {
        int start = claims.IndexOf($"\"{name}\":\"", StringComparison.Ordinal) + name.Length + 4;
        return claims[start..claims.IndexOf('"', start)];
    }

    private static async Task<(World World, ForgedSession Session)> NewSessionAsync()
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        return (world, await new ForgedSession(world, device).CreateAsync());
    }

    private sealed class Source : IAttributeSource
    {
        public Exception? Failure { get; set; }

        public ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken) => throw Failure!;
    }
}
