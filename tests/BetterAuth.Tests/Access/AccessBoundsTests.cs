using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>What is still allowed, and what is the first that is not.</summary>
public sealed class AccessBoundsTests
{
    public static TheoryData<string, AccessOptions, bool> Times => new()
    {
        { nameof(AccessOptions.Window), new() { Window = TimeSpan.FromSeconds(300) }, true },
        { nameof(AccessOptions.Window), new() { Window = TimeSpan.FromSeconds(300) + TimeSpan.FromTicks(1) }, false },
        { nameof(AccessOptions.Tolerance), new() { Tolerance = TimeSpan.Zero }, true },
        { nameof(AccessOptions.Tolerance), new() { Tolerance = TimeSpan.FromSeconds(60) }, true },
        { nameof(AccessOptions.Tolerance), new() { Tolerance = TimeSpan.FromSeconds(60) + TimeSpan.FromTicks(1) }, false },
        { nameof(AccessOptions.ClockSkew), new() { ClockSkew = TimeSpan.Zero }, true },
        { nameof(AccessOptions.ClockSkew), new() { ClockSkew = TimeSpan.FromTicks(-1) }, false },
        { nameof(AccessOptions.ClockSkew), new() { ClockSkew = TimeSpan.FromMinutes(5) }, true },
        { nameof(AccessOptions.MaxTokenLength), new() { MaxTokenLength = 1023 }, false },
        { nameof(AccessOptions.MaxTokenLength), new() { MaxTokenLength = 1024 }, true },
        { nameof(AccessOptions.MaxTokenLength), new() { MaxTokenLength = 1024 * 1024 }, true },
        { nameof(AccessOptions.MaxTokenLength), new() { MaxTokenLength = (1024 * 1024) + 1 }, false },
    };

    [Theory, MemberData(nameof(Times))]
    public void Times_and_lengths_at_their_bounds_are_taken_and_those_behind_are_named(string name, AccessOptions options, bool isAllowed)
    {
        AccessVerifier New() => new(OptionsOf(new World(), options));
        if (isAllowed)
        {
            Assert.NotNull(New());
        }
        else
        {
            Assert.Equal(name, Assert.Throws<ArgumentException>(New).ParamName);
        }
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        World world = new();
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => new AccessVerifier(null!)).ParamName);
        Assert.Equal("reader", Assert.Throws<ArgumentNullException>(() => new RevocationList(null!, world.Clock)).ParamName);
        Assert.Equal("timeProvider", Assert.Throws<ArgumentNullException>(() => new RevocationList(world.Store, null!)).ParamName);
    }

    [Fact]
    public async Task A_key_in_a_token_that_is_no_point_is_named()
    {
        World world = new();
        ForgedDevice device = new(world);
        Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
        ForgedSession session = await new ForgedSession(world, device).CreateAsync();
        string claims = session.Claims().Replace(session.Key(0).PublicKey.ToString(), NoPoint.Of(world).ToString(), StringComparison.Ordinal);

        AccessResult result = await world.Verifier.VerifyAsync(session.AccessMessage(token: session.Forge(claims, world.AccessKey)));

        Assert.Equal(("payload.access.token.publicKey", "not a public key"), (result.Refusal!["field"], result.Refusal["details"]));
    }

    [Fact]
    public void A_million_tokens_may_be_remembered_and_not_one_more()
    {
        World world = new();
        Assert.NotNull(new AccessVerifier(OptionsOf(world, new()) with { TokenCacheSize = 1 << 20 }));
        Assert.Throws<ArgumentException>(() => new AccessVerifier(OptionsOf(world, new()) with { TokenCacheSize = (1 << 20) + 1 }));
    }

    [Theory, InlineData(0, false), InlineData(1, true), InlineData(256, true), InlineData(257, false)]
    public void An_audience_has_1_to_256_characters(int length, bool isOne) => Assert.Equal(isOne, AccessPurpose.IsAudience(new string('a', length)));

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(32, 4096, true)]
    [InlineData(0, 1, false)]
    [InlineData(33, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(1, 4097, false)]
    public void A_method_has_1_to_32_characters_and_a_target_1_to_4096(int method, int target, bool isBindable) =>
        Assert.Equal(isBindable, AccessPurpose.IsBindable(new(new string('G', method), target == 0 ? "" : "/" + new string('x', target - 1))));

    [Theory, InlineData('!', true), InlineData('~', true), InlineData(' ', false), InlineData('\x7F', false), InlineData('é', false)]
    public void What_is_bound_is_visible_ASCII(char character, bool isBindable)
    {
        Assert.Equal(isBindable, AccessPurpose.IsBindable(new("GET", "/" + character)));
        Assert.Equal(isBindable, AccessPurpose.IsBindable(new("GET" + character, "/")));
    }

    [Fact]
    public void A_noncer_that_cannot_read_its_own_nonces_makes_replays_of_all()
    {
        Utf8Text key = new World().AccessKey.PublicKey;
        byte[] one = new byte[32], other = new byte[32];
        ReplayEntry.Write(new Illiterate(), key, Utf8Text.FromString("0Aone"), one);
        Dirty();
        ReplayEntry.Write(new Illiterate(), key, Utf8Text.FromString("0Aother"), other);
        Assert.Equal(one, other);
    }

    /// <summary>Leaves bytes behind on the stack.</summary>
    private static void Dirty()
    {
        Span<byte> bytes = stackalloc byte[4096];
        Random.Shared.NextBytes(bytes);
        Assert.NotEqual(0, bytes.ToArray().Sum(each => each));
    }

    private static AccessVerifierOptions OptionsOf(World world, AccessOptions times) =>
        new() { AccessKeys = new VerificationKeyRing(world.AccessKey), ReplayLock = new MemoryReplayLock(world.Clock), Revocations = new RevocationList(world.Store, world.Clock), Times = times };

    private sealed class Illiterate : INoncer
    {
        public int TextLength => 24;

        public bool IsWellFormed(ReadOnlySpan<byte> text) => true;

        public void Generate(Span<byte> text) => text.Fill((byte)'A');

        public void Encode(ReadOnlySpan<byte> value, Span<byte> text) => text.Fill((byte)'A');

        public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value) => false;
    }
}
