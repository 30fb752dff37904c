using System.Buffers.Binary;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Sessions;

/// <summary>
/// Stateless challenges: nothing is stored when one is issued, so that asking costs the server no memory. Thread-safe.
/// </summary>
/// <remarks>
/// The 16 bytes of the nonce: time 4 ‖ counter 4 ‖ MAC 8 (wire facts, "Challenge"). The time is the low half of the milliseconds since 1970; the MAC covers the whole, so a challenge of another
/// half is one with a wrong MAC (wrap-safe for ever). The counter starts at random, so two of one server never repeat within 2³² and two nodes' hardly ever.
/// </remarks>
internal sealed class Challenges
{
    private const int MacLength = 8;
    private const int OffsetOfMac = INoncer.ValueLength - MacLength;
    private const int HeaderLength = 8 + 4;

    private readonly ChallengeKeys _keys;
    private readonly INoncer _noncer;
    private readonly TimeSpan _lifetime;
    private readonly TimeSpan _skew;
    private readonly NonceCounter _counter;

    public Challenges(ChallengeKeys keys, INoncer noncer, SessionOptions times)
    {
        _keys = keys;
        _noncer = noncer;
        _counter = new(noncer);
        _lifetime = times.ChallengeLifetime;
        _skew = times.ClockSkew;
    }

    /// <summary>A fresh challenge for <paramref name="identity"/>, known or not.</summary>
    public Utf8Text Issue(Utf8Text identity, DateTimeOffset now)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        long time = now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(value, unchecked((uint)time));
        BinaryPrimitives.WriteInt32BigEndian(value[4..], _counter.Next());
        Mac(_keys.Current, identity, time, value[4..8], value[OffsetOfMac..]);
        byte[] text = new byte[_noncer.TextLength];
        _noncer.Encode(value, text);
        return new(text);
    }

    /// <summary>Whether <paramref name="challenge"/> (16 bytes) was issued here for <paramref name="identity"/>; <paramref name="issuedAt"/> is then when.</summary>
    public bool IsIssuedFor(Utf8Text identity, ReadOnlySpan<byte> challenge, DateTimeOffset now, out DateTimeOffset issuedAt)
    {
        long time = Nearest(BinaryPrimitives.ReadUInt32BigEndian(challenge), now.ToUnixTimeMilliseconds());
        issuedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Max(0, time));
        return Matches(_keys.Current, identity, time, challenge) || (!_keys.Former.IsEmpty && Matches(_keys.Former, identity, time, challenge));
    }

    /// <summary>Whether a challenge issued at <paramref name="issuedAt"/> may still be answered.</summary>
    public Refusal? CheckAge(DateTimeOffset issuedAt, DateTimeOffset now)
    {
        if (issuedAt > now + _skew)
        {
            return Refusal.FutureRequest(issuedAt, now);
        }

        return now - issuedAt > _lifetime ? Refusal.StaleRequest(issuedAt, now, _lifetime) : null;
    }

    /// <summary>Until when it must be remembered that a challenge was used: longer than it can be answered on any clock.</summary>
    public DateTimeOffset HoldUntil(DateTimeOffset issuedAt) => issuedAt + _lifetime + (4 * _skew);

    /// <summary>The time closest to <paramref name="now"/> whose low 32 bits are <paramref name="low"/>.</summary>
    private static long Nearest(uint low, long now) => now + unchecked((int)(low - (uint)now));

    private static bool Matches(ReadOnlySpan<byte> key, Utf8Text identity, long time, ReadOnlySpan<byte> challenge)
    {
        Span<byte> mac = stackalloc byte[MacLength];
        Mac(key, identity, time, challenge[4..8], mac);
        return CryptographicOperations.FixedTimeEquals(mac, challenge[OffsetOfMac..]);
    }

    private static void Mac(ReadOnlySpan<byte> key, Utf8Text identity, long time, ReadOnlySpan<byte> counter, Span<byte> mac)
    {
        ReadOnlySpan<byte> domain = "better-auth challenge 2026 v1\0"u8;
        Span<byte> input = stackalloc byte[domain.Length + HeaderLength + 256]; // a hash's text is at most 256 bytes (IHasher)
        domain.CopyTo(input);
        BinaryPrimitives.WriteInt64BigEndian(input[domain.Length..], time);
        counter.CopyTo(input[(domain.Length + 8)..]);
        identity.Span.CopyTo(input[(domain.Length + HeaderLength)..]);
        Span<byte> hash = stackalloc byte[Blake3.HashLength];
        Blake3.KeyedHash(key, input[..(domain.Length + HeaderLength + identity.Length)], hash);
        hash[..MacLength].CopyTo(mac);
    }
}
