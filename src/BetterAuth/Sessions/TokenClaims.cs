using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Sessions;

/// <summary>A token's claims with their times read. Lives as long as the buffers it was read from.</summary>
/// <param name="Values">The claims.</param>
/// <param name="IssuedAt">When the token was issued.</param>
/// <param name="Expiry">Until when (inclusively) requests are accepted.</param>
/// <param name="RefreshExpiry">Until when (inclusively) the session may be refreshed.</param>
/// <param name="Bytes">The claims' JSON: what the signature covers.</param>
/// <param name="Signature">The signature's text.</param>
internal readonly record struct TokenClaims(
    AccessToken Values,
    DateTimeOffset IssuedAt,
    DateTimeOffset Expiry,
    DateTimeOffset RefreshExpiry,
    ReadOnlyMemory<byte> Bytes,
    Utf8Text Signature)
{
    /// <summary>Verifies the signature by the access key the token names, if that is one of <paramref name="accessKeys"/>; a refusal's field is relative to the token.</summary>
    public Refusal? Verify(IVerificationKeyRing accessKeys, out IVerificationKey? key)
    {
        if (!accessKeys.TryGet(Values.ServerIdentity, out key))
        {
            return Refusal.InvalidMessage("serverIdentity", "not an access key of this deployment");
        }

        return key.Verify(Bytes.Span, Signature.Span) == VerificationStatus.Valid ? null : Refusal.InvalidMessage("signature", "does not verify");
    }
}
