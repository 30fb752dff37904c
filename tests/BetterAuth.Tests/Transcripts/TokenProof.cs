using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Transcripts;

/// <summary>Holds a recorded token to the wire: it inflates, its claims' signature verifies, and its claims written anew are the same after another deflating and inflating (the compressed bytes are each implementation's own).</summary>
internal static class TokenProof
{
    private const int MaxClaims = 32 * 1024;
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    /// <summary>The claims; they name the key that signed them, which <paramref name="accessKey"/> must be unless it is not known.</summary>
    public static AccessToken Check(Utf8Text token, string? accessKey)
    {
        int signature = Suite.Verifier.SignatureLength;
        byte[] bytes = Inflated(token.Span[signature..]);
        string text = Encoding.UTF8.GetString(bytes);
        AccessToken claims = MessageProof.Read<AccessToken>(text, Suite);
        Assert.Equal(accessKey ?? claims.ServerIdentity.ToString(), claims.ServerIdentity.ToString());
        Assert.Equal(VerificationStatus.Valid, Suite.Verifier.Verify(bytes, token.Span[..signature], claims.ServerIdentity.Span));
        MessageProof.SameAgain(text, claims);

        byte[] again = WireWriter.ToArray(claims), encoded = new byte[Suite.TokenEncoder.MaxTextLength(again.Length)];
        int length = Suite.TokenEncoder.Encode(again, encoded);
        Assert.Equal(bytes, Inflated(encoded.AsSpan(0, length)));

        Instant(claims.Expiry);
        Assert.True(Instant(claims.IssuedAt) <= Instant(claims.RefreshExpiry));
        return claims;
    }

    /// <summary>Every recorded time is one of ours to read.</summary>
    public static DateTimeOffset Instant(Utf8Text time)
    {
        Assert.True(Suite.Timestamper.TryParse(time.Span, out DateTimeOffset instant), time.ToString());
        return instant;
    }

    private static byte[] Inflated(ReadOnlySpan<byte> text)
    {
        byte[] claims = new byte[MaxClaims];
        Assert.True(Suite.TokenEncoder.TryDecode(text, claims, out int written));
        return claims[..written];
    }
}
