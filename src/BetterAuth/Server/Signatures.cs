using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>The refusals of signatures that do not verify.</summary>
internal static class Signatures
{
    public static Refusal? Check(IVerifier verifier, ReadOnlyMemory<byte> message, Utf8Text signature, Utf8Text publicKey, string signatureField, string keyField) =>
        verifier.Verify(message.Span, signature.Span, publicKey.Span) switch
        {
            VerificationStatus.Valid => null,
            VerificationStatus.InvalidKey => Refusal.InvalidMessage(keyField, "not a public key"),
            _ => Refusal.InvalidMessage(signatureField, "does not verify"),
        };
}
