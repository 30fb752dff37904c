using System.Diagnostics.CodeAnalysis;
using System.Text;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Access;

/// <summary>A token is inflated and verified once; everything that may change is looked at for every request.</summary>
public sealed class VerifiedTokenCacheTests
{
    private readonly Ring _ring = new();
    private World _world = null!;
    private ForgedSession _session = null!;

    [Theory, InlineData(8192, 1), InlineData(0, 3)]
    public async Task A_token_s_signature_is_verified_once_while_it_is_remembered(int capacity, int verifications)
    {
        await StartAsync(capacity);
        for (int i = 0; i < 3; i++)
        {
            await VerifiedAsync(_session.AccessMessage());
        }

        Assert.Equal(verifications, _ring.Verifications);
    }

    [Fact]
    public async Task What_a_remembered_token_gives_is_what_the_token_says()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        AccessResult result = await _world.Verifier.VerifyAsync(_session.AccessMessage("{\"a\":2}"));
        using VerifiedAccess access = result.Access;

        string claims = _session.Claims();
        Assert.Contains($"\"identity\":\"{access.Identity}\"", claims, StringComparison.Ordinal);
        Assert.Contains($"\"device\":\"{access.Device}\"", claims, StringComparison.Ordinal);
        Assert.Equal(_session.Key(0).PublicKey, access.PublicKey);
        Assert.Contains($"\"expiry\":\"{ForgedSession.TextOf(access.Expiry)}\"", claims, StringComparison.Ordinal);
        Assert.Contains(Encoding.UTF8.GetString(access.Attributes.Span), claims, StringComparison.Ordinal);
        Assert.Equal("{\"a\":2}", Encoding.UTF8.GetString(access.Request.Span));
    }

    [Fact]
    public async Task A_remembered_token_expires_like_any()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        _world.Clock.Advance(TimeSpan.FromMinutes(15));
        await VerifiedAsync(_session.AccessMessage());
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await RefusedAsync(_session.AccessMessage(), ErrorCode.ExpiredToken);
    }

    [Fact]
    public async Task A_token_is_forgotten_with_the_server_key_that_verified_it()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        IVerificationKey? withdrawn = _ring.Key;
        _ring.Key = null;
        await RefusedAsync(_session.AccessMessage(), ErrorCode.InvalidMessage);

        // Under another object the key is another key: its token is verified anew.
        _ring.Key = new CountingKey(withdrawn!.PublicKey, _ring);
        await VerifiedAsync(_session.AccessMessage());
        Assert.Equal(2, _ring.Verifications);
    }

    [Fact]
    public async Task A_key_that_comes_back_finds_its_tokens_forgotten()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        IVerificationKey? withdrawn = _ring.Key;
        _ring.Key = null;
        await RefusedAsync(_session.AccessMessage(), ErrorCode.InvalidMessage);

        _ring.Key = withdrawn;
        await VerifiedAsync(_session.AccessMessage());
        Assert.Equal(2, _ring.Verifications);
    }

    [Fact]
    public async Task A_token_is_verified_anew_by_a_key_that_took_the_place_of_the_one_that_verified_it()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        _ring.Key = new CountingKey(_ring.Key!.PublicKey, _ring);
        await VerifiedAsync(_session.AccessMessage());
        await VerifiedAsync(_session.AccessMessage());

        Assert.Equal(2, _ring.Verifications);
    }

    [Fact]
    public async Task A_remembered_token_of_a_revoked_device_is_refused()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());
        await ServerAssert.AcknowledgedAsync(_world, Operation.DeleteAccount, Device.Gated(Device.RotateRequest()));
        _world.Clock.Advance(TimeSpan.FromSeconds(2));

        await RefusedAsync(_session.AccessMessage(), ErrorCode.InvalidDevice);
    }

    [Fact]
    public async Task A_token_that_differs_in_one_byte_is_judged_as_if_nothing_was_remembered()
    {
        await StartAsync();
        AccessVerifier forgetful = new(new() { AccessKeys = _ring, ReplayLock = MemoryReplayLock.ForFreshKeys(_world.Clock), TokenCacheSize = 0, TimeProvider = _world.Clock });
        await VerifiedAsync(_session.AccessMessage());
        int refused = 0;
        for (int i = 0; i < _session.Token.Length; i += 3)
        {
            char other = _session.Token[i] == 'A' ? 'B' : 'A';
            byte[] message = _session.AccessMessage(token: _session.Token[..i] + other + _session.Token[(i + 1)..]);
            AccessResult expected = await forgetful.VerifyAsync(message);
            AccessResult actual = await _world.Verifier.VerifyAsync(message);
            Assert.Equal((expected.IsVerified, expected.Refusal?.ToString()), (actual.IsVerified, actual.Refusal?.ToString())); // the gzip header has bytes that say nothing
            refused += actual.IsVerified ? 0 : 1;
        }

        Assert.InRange(refused, _session.Token.Length / 4, _session.Token.Length);
        await VerifiedAsync(_session.AccessMessage());
    }

    [Fact]
    public async Task Only_a_valid_request_gets_its_token_remembered()
    {
        await StartAsync();
        await RefusedAsync(_session.AccessMessage(signer: _world.AccessKey), ErrorCode.InvalidMessage);
        await RefusedAsync(_session.AccessMessage(signer: _world.AccessKey), ErrorCode.InvalidMessage);
        await VerifiedAsync(_session.AccessMessage());

        Assert.Equal(3, _ring.Verifications);
    }

    [Fact]
    public async Task The_signature_of_every_request_is_verified_remembered_token_or_not()
    {
        await StartAsync();
        await VerifiedAsync(_session.AccessMessage());

        await RefusedAsync(_session.AccessMessage(signer: _session.Key(1)), ErrorCode.InvalidMessage);
    }

    [Theory, InlineData(1, 4), InlineData(4, 4), InlineData(100, 128)]
    public void As_many_are_held_as_there_is_room_for_and_the_one_unused_longest_gives_way(int capacity, int room)
    {
        VerifiedTokenCache cache = new(capacity);
        List<(byte[] Text, VerifiedToken Token)> tokens = [];
        for (int i = 0; i < 10 * room; i++)
        {
            byte[] text = System.Security.Cryptography.RandomNumberGenerator.GetBytes(200);
            tokens.Add((text, new(text, default, null!)));
            cache.Add(text, tokens[^1].Token, i);
            Assert.Same(tokens[^1].Token, cache.Find(text, i));
        }

        Assert.Equal(room, cache.Count);
        int[] present = [.. Enumerable.Range(0, tokens.Count).Where(i => cache.Find(tokens[i].Text, i) is not null)];
        Assert.Equal(room, present.Length);
        Assert.True(present.Average() > 8.0 * room, "the old ones gave way");
    }

    [Fact]
    public void A_token_that_is_asked_for_stays()
    {
        VerifiedTokenCache cache = new(4);
        byte[] first = new byte[100];
        cache.Add(first, new(first, default, null!), 0);
        for (int i = 1; i < 100; i++)
        {
            byte[] text = new byte[100];
            text[20] = (byte)i;
            cache.Add(text, new(text, default, null!), i);
            Assert.NotNull(cache.Find(first, i));
        }
    }

    [Fact]
    public void A_token_too_short_to_be_one_and_one_that_was_removed_are_not_found()
    {
        VerifiedTokenCache cache = new(4);
        byte[] text = new byte[100];
        VerifiedToken token = new(text, default, null!);
        cache.Add(text, token, 0);
        cache.Remove(text, token);

        Assert.Null(cache.Find(text, 1));
        Assert.Null(cache.Find(text.AsSpan(0, 23), 1));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void Tokens_that_are_larger_than_most_are_verified_each_time()
    {
        byte[] text = new byte[VerifiedTokenCache.MaxTokenLength + 1];

        Assert.Null(VerifiedToken.TryCopy(new(text), default, null!, new TokenReader(CryptographicSuite.Default)));
    }

    [Theory]
    [InlineData(3000, true)]
    [InlineData(5000, false)]
    public async Task A_request_whose_token_or_claims_are_larger_than_is_kept_is_verified_in_full_each_time(int length, bool isRandom)
    {
        string text = isRandom ? Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(length)) : new string('a', length);
        await StartAsync(attributes: new FixedAttributes($"\"{text}\""));
        Assert.Equal(isRandom, _session.Token.Length > VerifiedTokenCache.MaxTokenLength);

        await VerifiedAsync(_session.AccessMessage());
        await VerifiedAsync(_session.AccessMessage());

        Assert.Equal(2, _ring.Verifications);
    }

    [Theory, InlineData(0, 100), InlineData(4, 23)]
    public void Where_there_is_no_room_and_of_what_is_too_short_to_be_a_token_nothing_is_kept(int capacity, int length)
    {
        VerifiedTokenCache cache = new(capacity);
        byte[] text = new byte[length];

        cache.Add(text, new(text, default, null!), 0);

        Assert.Equal(0, cache.Count);
        Assert.Null(cache.Find(text, 1));
    }

    private ForgedDevice Device { get; set; } = null!;

    private async Task StartAsync(int capacity = 8192, IAttributeSource? attributes = null)
    {
        _world = new(configure: options => options with { Attributes = attributes }, access: options => options with { TokenCacheSize = capacity, AccessKeys = _ring });
        _ring.Key = new CountingKey(_world.AccessKey.PublicKey, _ring);
        Device = new(_world);
        await ServerAssert.AcknowledgedAsync(_world, Operation.CreateAccount, Device.Message(Device.CreateRequest(), Device.Key(0)));
        _session = await new ForgedSession(_world, Device).CreateAsync();
    }

    private async Task VerifiedAsync(byte[] message)
    {
        AccessResult result = await _world.Verifier.VerifyAsync(message);
        Assert.True(result.IsVerified, result.Refusal?.ToString());
        result.Access.Dispose();
    }

    private async Task RefusedAsync(byte[] message, ErrorCode code) => Assert.Equal(code, (await _world.Verifier.VerifyAsync(message)).Refusal!.Code);

    /// <summary>One server key that may be withdrawn, and how often it verified.</summary>
    private sealed class Ring : IVerificationKeyRing
    {
        public IVerificationKey? Key { get; set; }

        public int Verifications { get; set; }

        public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key) => (key = Key) is not null && key.PublicKey == serverIdentity;
    }

    private sealed class CountingKey(Utf8Text publicKey, Ring ring) : IVerificationKey
    {
        private readonly SuiteVerificationKey _key = new(publicKey, CryptographicSuite.Default.Verifier);

        public Utf8Text PublicKey => _key.PublicKey;

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            ring.Verifications++;
            return _key.Verify(message, signature);
        }
    }
}
