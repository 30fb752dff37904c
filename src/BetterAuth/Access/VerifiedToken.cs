using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;
using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>A token whose signature was verified, in memory of its own. Immutable but for the time of its last use.</summary>
/// <param name="token">The token's text.</param>
/// <param name="claims">Its claims; their memory is nobody else's.</param>
/// <param name="key">The server key that verified it.</param>
internal sealed class VerifiedToken(byte[] token, TokenClaims claims, IVerificationKey key)
{
    private readonly TokenClaims _claims = claims;
    private long _lastUse;

    /// <summary>The claims, not copied.</summary>
    public ref readonly TokenClaims Claims => ref _claims;

    /// <summary>The server key that verified it; the token counts as long as this very key is accepted.</summary>
    public IVerificationKey Key { get; } = key;

    /// <summary>When it was last asked for, by a clock that need not be right: it only decides what gives way.</summary>
    public long LastUse => Volatile.Read(ref _lastUse);

    /// <summary>Whether it is this token, in full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(ReadOnlySpan<byte> text) => text.SequenceEqual(token);

    /// <summary>Notes the use.</summary>
    public void Use(long now) => Volatile.Write(ref _lastUse, now);

    /// <summary>An owned copy of a token that was just verified with <paramref name="key"/>; null if it is larger than a cache should hold.</summary>
    public static VerifiedToken? TryCopy(Utf8Text token, in TokenClaims claims, IVerificationKey key, TokenReader reader)
    {
        if (token.Length > VerifiedTokenCache.MaxTokenLength || claims.Bytes.Length > VerifiedTokenCache.MaxClaimsLength)
        {
            return null;
        }

        byte[] copy = token.Span.ToArray();
        return reader.TryRead(new(copy), new byte[claims.Bytes.Length], out TokenClaims owned, out _) ? new(copy, owned, key) : null;
    }
}
