using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server;

/// <summary>The claims of new tokens.</summary>
internal static class SessionClaims
{
    /// <summary>A session's first token.</summary>
    public static AccessToken Of(ServerParts parts, Utf8Text identity, Utf8Text device, Utf8Text publicKey, Utf8Text rotationHash, RawJson attributes)
    {
        DateTimeOffset now = parts.Now;
        return new()
        {
            ServerIdentity = parts.Minter.ServerIdentity,
            Device = device,
            Identity = identity,
            PublicKey = publicKey,
            RotationHash = rotationHash,
            IssuedAt = parts.Minter.TextOf(now),
            Expiry = parts.Minter.TextOf(now + parts.Options.Sessions.AccessLifetime),
            RefreshExpiry = parts.Minter.TextOf(now + parts.Options.Sessions.RefreshLifetime),
            Attributes = attributes,
        };
    }

    /// <summary>The next token of a session: everything but the keys and the first two times stays, the last of which it does not outlive.</summary>
    public static AccessToken Refreshed(ServerParts parts, in AccessToken former, DateTimeOffset refreshExpiry, Utf8Text publicKey, Utf8Text rotationHash, DateTimeOffset issuedAt)
    {
        DateTimeOffset expiry = issuedAt + parts.Options.Sessions.AccessLifetime;
        return former with
        {
            ServerIdentity = parts.Minter.ServerIdentity,
            PublicKey = publicKey,
            RotationHash = rotationHash,
            IssuedAt = parts.Minter.TextOf(issuedAt),
            Expiry = expiry < refreshExpiry ? parts.Minter.TextOf(expiry) : former.RefreshExpiry,
            Attributes = RawJson.Verbatim(former.Attributes.Memory),
        };
    }
}
