using System.Buffers.Binary;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Sessions;

/// <summary>
/// Stateless challenges: nothing is stored when one is issued, so that asking costs the server no memory. Thread-safe.
/// </summary>
/// <remarks>
/// The 16 bytes of the nonce: time 4 ‖ counter 2 ‖ the identity's tag 10 under a mask (docs/protocol/wire.md, "Challenge"). The time is the low half of the milliseconds since 1970; the mask is a keyed hash of the whole time and the counter,
/// so a challenge of another half names nobody (wrap-safe for ever), and whoever has no key cannot make one for a moment of which he has seen none.
/// The counter starts at random, so two of one server never repeat within a moment and two nodes' hardly ever.
/// </remarks>
internal sealed class Challenges
{
    private const int OffsetOfTag = INoncer.ValueLength - AccountTag.Length;

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
        BinaryPrimitives.WriteUInt16BigEndian(value[4..], unchecked((ushort)_counter.Next()));
        AccountTag.Write(identity, value[OffsetOfTag..]);
        Mask(_keys.Current, time, value[4..OffsetOfTag], value[OffsetOfTag..]);
        byte[] text = new byte[_noncer.TextLength];
        _noncer.Encode(value, text);
        return new(text);
    }

    /// <summary>Whom <paramref name="challenge"/> (16 bytes) was issued for, if it was issued here at all: a tag under each key that is accepted, one of which some account has; <paramref name="issuedAt"/> is then when.</summary>
    public byte[][] TagsOf(ReadOnlySpan<byte> challenge, DateTimeOffset now, out DateTimeOffset issuedAt)
    {
        long time = Nearest(BinaryPrimitives.ReadUInt32BigEndian(challenge), now.ToUnixTimeMilliseconds());
        issuedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Max(0, time));
        byte[] current = Unmasked(_keys.Current, time, challenge);
        return _keys.Former.IsEmpty ? [current] : [current, Unmasked(_keys.Former, time, challenge)];
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

    private static byte[] Unmasked(ReadOnlySpan<byte> key, long time, ReadOnlySpan<byte> challenge)
    {
        byte[] tag = challenge[OffsetOfTag..].ToArray();
        Mask(key, time, challenge[4..OffsetOfTag], tag);
        return tag;
    }

    /// <summary>Masks <paramref name="tag"/>, or takes the mask off.</summary>
    private static void Mask(ReadOnlySpan<byte> key, long time, ReadOnlySpan<byte> counter, Span<byte> tag)
    {
        ReadOnlySpan<byte> domain = "better-auth challenge 2026 v2\0"u8;
        Span<byte> input = stackalloc byte[domain.Length + sizeof(long) + counter.Length];
        domain.CopyTo(input);
        BinaryPrimitives.WriteInt64BigEndian(input[domain.Length..], time);
        counter.CopyTo(input[(domain.Length + sizeof(long))..]);
        Span<byte> mask = stackalloc byte[Blake3.HashLength];
        Blake3.KeyedHash(key, input, mask);
        for (int i = 0; i < tag.Length; i++)
        {
            tag[i] ^= mask[i];
        }
    }
}
