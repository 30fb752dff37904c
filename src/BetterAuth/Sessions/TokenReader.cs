using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Sessions;

/// <summary>Takes a token apart: signature ‖ encoded claims. Nothing is allocated unless the token is refused, and nothing can grow beyond the buffer that is given. Thread-safe.</summary>
internal sealed class TokenReader(CryptographicSuite suite)
{
    /// <summary>
    /// Decodes the claims into <paramref name="buffer"/> and checks their shape and order in time; <see cref="TokenClaims.Verify"/> says whether anybody signed them.
    /// The refusal's field is relative to the token.
    /// </summary>
    public bool TryRead(Utf8Text token, Memory<byte> buffer, out TokenClaims claims, [NotNullWhen(false)] out Refusal? refusal)
    {
        claims = default;
        int signatureLength = suite.Verifier.SignatureLength;
        if (token.Length <= signatureLength || !suite.Verifier.IsWellFormedSignature(token.Span[..signatureLength]))
        {
            refusal = Refusal.InvalidMessage("signature", "malformed");
            return false;
        }

        if (!suite.TokenEncoder.TryDecode(token.Span[signatureLength..], buffer.Span, out int written))
        {
            refusal = Refusal.InvalidMessage("", "cannot be decoded");
            return false;
        }

        ReadOnlyMemory<byte> bytes = buffer[..written];
        if (!WireReader.TryRead(bytes, suite, out AccessToken values, out refusal))
        {
            return false;
        }

        if (!TryReadTimes(values, out DateTimeOffset issuedAt, out DateTimeOffset expiry, out DateTimeOffset refreshExpiry))
        {
            refusal = Refusal.InvalidMessage("", "times are malformed or out of order");
            return false;
        }

        claims = new(values, issuedAt, expiry, refreshExpiry, bytes, new(token.Memory[..signatureLength]));
        return true;
    }

    private bool TryReadTimes(in AccessToken values, out DateTimeOffset issuedAt, out DateTimeOffset expiry, out DateTimeOffset refreshExpiry)
    {
        expiry = default;
        refreshExpiry = default;
        return suite.Timestamper.TryParse(values.IssuedAt.Span, out issuedAt)
            && suite.Timestamper.TryParse(values.Expiry.Span, out expiry)
            && suite.Timestamper.TryParse(values.RefreshExpiry.Span, out refreshExpiry)
            && issuedAt <= expiry
            && expiry <= refreshExpiry;
    }
}
