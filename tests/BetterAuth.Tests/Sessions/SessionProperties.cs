using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Tests.Model;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;
using CsCheck;

namespace BetterAuth.Tests.Sessions;

/// <summary>Challenges, reservations and tokens, and their times.</summary>
public class SessionProperties
{
    private static readonly SessionOptions Options = new();
    private static readonly ChallengeKeys Keys = ChallengeKeys.Generate();
    private static readonly Challenges Issuer = new(Keys, new CesrNoncer(), Options);
    private static readonly Gen<DateTimeOffset> Times = Gen.Long[DateTimeOffset.UnixEpoch.Ticks, new DateTime(2200, 1, 1).Ticks].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
    private static readonly Gen<Utf8Text> Identities = Gen.Byte.Array[1, 44].Select(bytes => new Utf8Text(bytes));
    private static readonly CryptographicSuite Suite = PlainSuite.Instance;
    private static readonly ISigningKey AccessKey = Suite.Keys.Generate();

    [Property]
    public void A_challenge_is_known_again_with_its_time_up_to_weeks_later() => Gen.Select(Identities, Times, Gen.Long[0, 20L * 24 * 3600 * 1000]).Holds(sample =>
    {
        (Utf8Text identity, DateTimeOffset time, long later) = sample;
        return IsFor(Issuer, identity, Value(Issuer.Issue(identity, time)), time.AddMilliseconds(later), out DateTimeOffset issuedAt)
            && issuedAt.ToUnixTimeMilliseconds() == time.ToUnixTimeMilliseconds();
    });

    [Property]
    public void A_challenge_is_good_for_nobody_else_nowhere_else_and_unchanged_only() => Gen.Select(Identities, Identities, Times, Gen.Int[0, 127]).Holds(sample =>
    {
        (Utf8Text identity, Utf8Text other, DateTimeOffset time, int bit) = sample;
        byte[] challenge = Value(Issuer.Issue(identity, time));
        Assert.Equal(identity == other, IsFor(Issuer, other, challenge, time, out _));
        Assert.False(IsFor(new Challenges(ChallengeKeys.Generate(), new CesrNoncer(), Options), identity, challenge, time, out _));
        Assert.True(IsFor(new Challenges(new(ChallengeKeys.Generate().Current, Keys.Current), new CesrNoncer(), Options), identity, challenge, time, out _));
        challenge[bit / 8] ^= (byte)(1 << (bit % 8));
        Assert.False(IsFor(Issuer, identity, challenge, time, out _));
    });

    [Property]
    public void A_challenge_is_answered_within_its_lifetime_and_no_further_ahead_than_clocks_differ() => Gen.Select(Times, Gen.Long[-120_000, 120_000]).Holds(sample =>
    {
        (DateTimeOffset issued, long age) = sample;
        ErrorCode? expected = age < -5_000 ? ErrorCode.FutureRequest : age > 60_000 ? ErrorCode.StaleRequest : null;
        return Issuer.CheckAge(issued, issued.AddMilliseconds(age))?.Code == expected;
    });

    [Property]
    public void It_is_remembered_that_a_challenge_was_used_for_longer_than_it_can_be_answered() => Times.Holds(issued =>
        Issuer.CheckAge(issued, Issuer.HoldUntil(issued) - (4 * Options.ClockSkew)) is null && Issuer.CheckAge(issued, Issuer.HoldUntil(issued)) is not null);

    [Property]
    public void A_reservation_is_of_its_own_content_and_says_its_millisecond() => Gen.Select(Gen.Byte.Array[4], Gen.Byte.Array[4], Times, Gen.Int[0, 60]).Holds(sample =>
    {
        (byte[] request, byte[] other, DateTimeOffset time, int length) = sample;
        OperationDigest digest = OperationDigest.Of(Operation.RefreshSession, request), another = OperationDigest.Of(Operation.RefreshSession, other);
        byte[] value = Reservation.Encode(digest, time);
        Assert.Equal(digest == another, Reservation.IsOf(another, value, out _));
        Assert.True(Reservation.IsOf(digest, value, out DateTimeOffset issuedAt) && issuedAt.ToUnixTimeMilliseconds() == time.ToUnixTimeMilliseconds());
        Assert.Equal(length == value.Length, Reservation.IsOf(digest, Resized(value, length), out _));
    });

    [Property]
    public void A_token_is_read_as_it_was_minted_exactly_when_its_times_are_in_order() => Gen.Select(Times, Times, Times, Gen.Int[0, 3]).Holds(sample =>
    {
        (DateTimeOffset issued, DateTimeOffset expiry, DateTimeOffset refresh, int inOrder) = sample;
        DateTimeOffset[] times = [issued, expiry, refresh];
        if (inOrder > 0)
        {
            Array.Sort(times);
        }

        TokenMinter minter = new(Suite, AccessKey);
        Utf8Text hash = Utf8Text.FromString(PlainSuite.Hash("x"));
        AccessToken claims = new()
        {
            ServerIdentity = minter.ServerIdentity,
            Device = hash,
            Identity = hash,
            PublicKey = AccessKey.PublicKey,
            RotationHash = hash,
            IssuedAt = minter.TextOf(times[0]),
            Expiry = minter.TextOf(times[1]),
            RefreshExpiry = minter.TextOf(times[2]),
            Attributes = RawJson.Verbatim("{}"u8.ToArray()),
        };
        Utf8Text token = minter.MintAsync(claims, default).AsTask().GetAwaiter().GetResult();
        bool read = new TokenReader(Suite).TryRead(token, new byte[1024], out TokenClaims found, out Refusal? refusal);
        long[] milliseconds = [.. times.Select(time => time.ToUnixTimeMilliseconds())];
        Assert.Equal(milliseconds[0] <= milliseconds[1] && milliseconds[1] <= milliseconds[2], read);
        Assert.Equal(!read, refusal is not null);
        Assert.True(!read || (found.IssuedAt.ToUnixTimeMilliseconds(), found.Expiry.ToUnixTimeMilliseconds(), found.RefreshExpiry.ToUnixTimeMilliseconds()) == (milliseconds[0], milliseconds[1], milliseconds[2]));
        Assert.True(!read || AccessKey.Verify(found.Bytes.Span, found.Signature.Span) == VerificationStatus.Valid);
    });

    private static bool IsFor(Challenges challenges, Utf8Text identity, byte[] challenge, DateTimeOffset now, out DateTimeOffset issuedAt)
    {
        byte[] tag = new byte[AccountTag.Length];
        AccountTag.Write(identity, tag);
        return challenges.TagsOf(challenge, now, out issuedAt).Any(found => found.AsSpan().SequenceEqual(tag));
    }

    private static byte[] Value(Utf8Text challenge)
    {
        byte[] value = new byte[INoncer.ValueLength];
        Assert.True(new CesrNoncer().TryDecode(challenge.Span, value));
        return value;
    }

    private static byte[] Resized(byte[] value, int length)
    {
        Array.Resize(ref value, length);
        return value;
    }
}
