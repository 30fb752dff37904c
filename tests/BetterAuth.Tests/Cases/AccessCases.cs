using System.Text;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 14.</summary>
public sealed class AccessCases : CaseBase
{
    [Fact]
    public async Task AC_01_AC_23_the_request_is_delivered_as_it_was_signed()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        foreach (string request in (string[])["{\"a\":1e400,\"b\":-0,\"c\":1.0}", "null", "[1, 2]", "\"<>&\\u00e9é\\/\"", "123456789012345678901234567890123456789012"])
        {
            AccessResult result = await World.VerifyAsync(session.AccessMessage(request));
            Assert.True(result.IsVerified, result.Refusal?.ToString());
            using VerifiedAccess access = result.Access;
            Assert.Equal(request, access.Request.ToString());
            Assert.Equal(device.Identity, access.Identity);
            Assert.Equal(device.Device, access.Device);
            Assert.Equal("{}", access.Attributes.ToString());
        }
    }

    [Fact]
    public async Task AC_02_AC_04_a_replay_is_refused_for_as_long_as_its_time_would_be_good()
    {
        ForgedSession session = await NewSessionAsync();
        string ahead = ForgedSession.TextOf(World.Clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        byte[] message = session.AccessMessage(timestamp: ahead);
        await VerifiedAsync(message);

        await RefusedAsync(message, ErrorCode.IncorrectNonce);
        World.Clock.Advance(TimeSpan.FromSeconds(35));
        await RefusedAsync(message, ErrorCode.IncorrectNonce);
        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await RefusedAsync(message, ErrorCode.StaleRequest);
    }

    [Theory, InlineData(5000, null), InlineData(5001, ErrorCode.FutureRequest), InlineData(-30_000, null), InlineData(-30_001, ErrorCode.StaleRequest)]
    public async Task AC_06_AC_07_K_05_the_window_is_inclusive_to_the_millisecond(int milliseconds, ErrorCode? code)
    {
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        ForgedSession session = await NewSessionAsync();
        byte[] message = session.AccessMessage(timestamp: ForgedSession.TextOf(World.Clock.GetUtcNow().AddMilliseconds(milliseconds)));

        await ExpectAsync(message, code);
    }

    [Theory, InlineData("never"), InlineData("2026-11-23T12:00:00.000+00:00"), InlineData("2026-11-23t12:00:00.000z"), InlineData("2026-11-23T12:00:60.000Z")]
    public async Task E_27_E_28_other_times_are_refused(string timestamp)
    {
        ForgedSession session = await NewSessionAsync();

        await RefusedAsync(session.AccessMessage(timestamp: timestamp), ErrorCode.InvalidMessage, "payload.access.timestamp");
    }

    [Fact]
    public async Task AC_09_AC_10_only_the_key_the_token_names_signs()
    {
        ForgedSession session = await NewSessionAsync();
        ForgedSession other = await NewSessionAsync();

        await RefusedAsync(session.AccessMessage(signer: session.Key(1)), ErrorCode.InvalidMessage, "signature");
        await RefusedAsync(session.AccessMessage(token: other.Token), ErrorCode.InvalidMessage, "signature");
    }

    [Fact]
    public async Task AC_11_AC_18_a_changed_request_is_refused_and_the_nonce_stays_good()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] message = session.AccessMessage("{\"amount\":1}");
        byte[] changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message).Replace("\"amount\":1", "\"amount\":9", StringComparison.Ordinal));

        await RefusedAsync(changed, ErrorCode.InvalidMessage, "signature");
        await VerifiedAsync(message);
    }

    [Theory, InlineData(-1, null), InlineData(0, null), InlineData(1, ErrorCode.ExpiredToken)]
    public async Task AC_12_a_token_lives_to_the_millisecond(int milliseconds, ErrorCode? code)
    {
        ForgedSession session = await NewSessionAsync();
        World.Clock.Advance(World.Options.Sessions.AccessLifetime + TimeSpan.FromMilliseconds(milliseconds));

        await ExpectAsync(session.AccessMessage(), code);
    }

    [Theory, InlineData(5000, null), InlineData(5001, ErrorCode.FutureToken)]
    public async Task AC_13_a_token_may_be_as_far_ahead_as_the_tolerance(int milliseconds, ErrorCode? code)
    {
        ForgedSession session = await NewSessionAsync();
        World.Clock.AdjustTime(World.Start - TimeSpan.FromMilliseconds(milliseconds));

        await ExpectAsync(session.AccessMessage(), code);
    }

    [Fact]
    public async Task AC_15_AC_16_a_lock_that_cannot_answer_lets_nothing_through()
    {
        ForgedSession session = await NewSessionAsync();
        AccessVerifier verifier = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new BrokenLock(), TimeProvider = World.Clock });

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await verifier.VerifyAsync(session.AccessMessage()));
    }

    [Fact]
    public async Task AC_19_of_many_copies_at_once_exactly_one_is_accepted()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] message = session.AccessMessage();

        MemoryReplayLock shared = MemoryReplayLock.ForFreshKeys(World.Clock);
        AccessVerifier[] nodes = [.. Enumerable.Range(0, 4).Select(_ => new AccessVerifier(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = shared, TimeProvider = World.Clock }))];

        bool[] verified = await Task.WhenAll(Enumerable.Range(0, 1000).Select(copy => Task.Run(async () => (await nodes[copy % 4].VerifyAsync(message)).IsVerified)));

        Assert.Single(verified, one => one);
    }

    [Fact]
    public async Task RF_08_RF_21_RF_22_AC_24_tokens_that_are_none_are_refused_before_anything_is_trusted()
    {
        ForgedSession session = await NewSessionAsync();
        string bomb = session.Forge($"{{\"x\":\"{new string('0', 100_000)}\"}}");
        foreach (string token in (string[])["A", session.Token[..87], session.Token[..88], session.Token[..89], session.Token[..^1], session.Token + "AAAA", bomb, "A" + session.Token[1..]])
        {
            await RefusedAsync(session.AccessMessage(token: token), ErrorCode.InvalidMessage);
        }

        string richer = session.Claims().Replace("\"attributes\":{}", "\"attributes\":{\"admin\":true}", StringComparison.Ordinal);
        await RefusedAsync(session.AccessMessage(token: session.Forge(richer)), ErrorCode.InvalidMessage, "payload.access.token.signature");
        await RefusedAsync(session.AccessMessage(token: session.Forge(richer, session.Key(0))), ErrorCode.InvalidMessage, "payload.access.token.signature");
        await VerifiedAsync(session.AccessMessage(token: session.Forge(richer, World.AccessKey)));
    }

    [Fact]
    public async Task A_token_of_a_key_that_is_not_in_the_ring_is_refused()
    {
        ForgedSession session = await NewSessionAsync();
        using ISigningKey foreign = World.Suite.Keys.Generate();
        string claims = session.Claims().Replace(World.AccessKey.PublicKey.ToString(), foreign.PublicKey.ToString(), StringComparison.Ordinal);

        await RefusedAsync(session.AccessMessage(token: session.Forge(claims, foreign)), ErrorCode.InvalidMessage, "payload.access.token.serverIdentity");
    }

    [Fact]
    public async Task AC_26_the_lock_forgets_what_can_no_longer_be_replayed()
    {
        MemoryReplayLock replays = MemoryReplayLock.ForFreshKeys(World.Clock);
        byte[] entry = new byte[32];
        for (int i = 0; i < 10_000; i++)
        {
            BitConverter.TryWriteBytes(entry, i * 2654435761L);
            Assert.True(await replays.TryReserveAsync(entry.ToArray(), World.Clock.GetUtcNow() + TimeSpan.FromSeconds(55)));
            World.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(replays.Count, 550, 8 * 1024); // a table of eight is cleared once it is nearly full; MemoryReplayLockTests holds the bytes for many
    }

    [Fact]
    public async Task AC_28_the_same_nonce_of_two_callers_is_good_for_both()
    {
        ForgedSession first = await NewSessionAsync();
        ForgedSession second = await NewSessionAsync();
        string nonce = new ForgedDevice(World).NewNonce().ToString();

        await VerifiedAsync(first.AccessMessage(nonce: nonce));
        await VerifiedAsync(second.AccessMessage(nonce: nonce));
    }

    [Fact]
    public async Task A_lock_in_memory_refuses_times_from_before_its_start_and_the_tolerance_and_skew_after_it()
    {
        ForgedSession session = await NewSessionAsync();
        AccessVerifier restarted = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new MemoryReplayLock(World.Clock), TimeProvider = World.Clock });

        Assert.Equal(ErrorCode.StaleRequest, (await restarted.VerifyAsync(session.AccessMessage())).Refusal!.Code);
        World.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(ErrorCode.StaleRequest, (await restarted.VerifyAsync(session.AccessMessage())).Refusal!.Code);
        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await restarted.VerifyAsync(session.AccessMessage())).IsVerified);
    }

    [Fact]
    public async Task K_01_a_lock_in_memory_that_starts_again_on_a_clock_that_was_set_back_accepts_nothing_twice()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] ahead = session.AccessMessage(timestamp: ForgedSession.TextOf(World.Clock.GetUtcNow() + TimeSpan.FromSeconds(5))); // as far as the tolerance goes
        await VerifiedAsync(ahead);
        FakeTimeProvider back = new(World.Clock.GetUtcNow() - TimeSpan.FromSeconds(5)); // as far as clocks may differ
        AccessVerifier restarted = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new MemoryReplayLock(back), TimeProvider = back });

        for (int second = 0; second < 60; second++)
        {
            Assert.False((await restarted.VerifyAsync(ahead)).IsVerified, $"after {second} s");
            back.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task The_window_is_checked_again_after_the_reserve()
    {
        ForgedSession session = await NewSessionAsync();
        AccessVerifier slow = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = new PausingLock(World), TimeProvider = World.Clock });

        Assert.Equal(ErrorCode.StaleRequest, (await slow.VerifyAsync(session.AccessMessage())).Refusal!.Code);
    }

    [Fact]
    public async Task CFG_02_K_03_a_nonce_is_held_for_window_tolerance_and_four_times_the_skew()
    {
        ForgedSession session = await NewSessionAsync();
        RecordingLock replays = new();
        AccessVerifier verifier = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = replays, TimeProvider = World.Clock });

        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified);

        Assert.Equal(World.Clock.GetUtcNow() + TimeSpan.FromSeconds(30 + 5 + (4 * 5)), replays.Until);
    }

    private async Task<ForgedSession> NewSessionAsync() => await new ForgedSession(World, await NewAccountAsync()).CreateAsync();

    private Task ExpectAsync(byte[] message, ErrorCode? code) => code is { } refused ? RefusedAsync(message, refused) : VerifiedAsync(message);

    private async Task VerifiedAsync(byte[] message)
    {
        AccessResult result = await World.VerifyAsync(message);
        Assert.True(result.IsVerified, result.Refusal?.ToString());
        result.Access.Dispose();
    }

    private async Task RefusedAsync(byte[] message, ErrorCode code, string? field = null)
    {
        AccessResult result = await World.VerifyAsync(message);
        Assert.False(result.IsVerified);
        Assert.Equal(code, result.Refusal.Code);
        Assert.True(field is null || result.Refusal["field"] == field, result.Refusal.ToString());
    }

    private sealed class BrokenLock : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default) => throw new StoreUnavailableException("The lock is down.");
    }

    private sealed class PausingLock(World world) : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public async ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            world.Clock.Advance(TimeSpan.FromMinutes(10));
            return true;
        }
    }

    private sealed class RecordingLock : IReplayLock
    {
        public DateTimeOffset KnowsSince => DateTimeOffset.MinValue;

        public DateTimeOffset Until { get; private set; }

        public ValueTask<bool> TryReserveAsync(ReadOnlyMemory<byte> entry, DateTimeOffset until, CancellationToken cancellationToken = default)
        {
            Until = until;
            return new(true);
        }
    }
}
