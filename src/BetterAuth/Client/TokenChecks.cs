using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

/// <summary>
/// A token that is handed out must be ours: its identity, device and keys (cases CL-06 to CL-08). Otherwise a server that is talked into it could plant a session of somebody else's account.
/// Its signature is the access key's, which a client does not know; the answer around it is signed by the response key.
/// </summary>
internal sealed class TokenChecks(CryptographicSuite suite)
{
    private const int MaxClaimsLength = 32 * 1024;

    // The clocks of a phone and of a server may differ; a token from another day is no longer a matter of clocks.
    private static readonly TimeSpan FarAhead = TimeSpan.FromDays(1);

    private readonly TokenReader _reader = new(suite);

    public bool TryCheck(Utf8Text token, Utf8Text identity, Utf8Text device, Utf8Text publicKey, Utf8Text rotationHash, DateTimeOffset now, out DateTimeOffset expiry, [NotNullWhen(false)] out Refusal? refusal)
    {
        expiry = default;
        if (!_reader.TryRead(token, new byte[MaxClaimsLength], out TokenClaims claims, out refusal))
        {
            refusal = refusal.Within("payload.response.access.token");
            return false;
        }

        expiry = claims.Expiry;
        refusal = CheckOwner(claims.Values, identity, device, publicKey, rotationHash) ?? CheckTimes(claims, now);
        return refusal is null;
    }

    private static Refusal? CheckOwner(in AccessToken values, Utf8Text identity, Utf8Text device, Utf8Text publicKey, Utf8Text rotationHash)
    {
        if (values.Identity != identity)
        {
            return Refusal.InvalidIdentity(values.Identity, "not ours");
        }

        if (values.Device != device)
        {
            return Refusal.InvalidDevice(values.Device, "not ours");
        }

        if (values.PublicKey != publicKey)
        {
            return Refusal.InvalidHash("accessKey", expected: publicKey, actual: values.PublicKey);
        }

        return values.RotationHash == rotationHash ? null : Refusal.InvalidHash("refresh", expected: rotationHash, actual: values.RotationHash);
    }

    private static Refusal? CheckTimes(in TokenClaims claims, DateTimeOffset now)
    {
        if (claims.Expiry < now)
        {
            return Refusal.ExpiredToken(claims.Expiry, now, "access");
        }

        return claims.IssuedAt > now + FarAhead ? Refusal.FutureToken(claims.IssuedAt, now) : null;
    }
}
