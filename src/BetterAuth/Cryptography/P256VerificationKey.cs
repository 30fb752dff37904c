using BetterAuth.Cryptography.P256;
using BetterAuth.Wire;

namespace BetterAuth.Cryptography;

/// <summary>A public key with CESR text, prepared once by the engine.</summary>
internal sealed class P256VerificationKey(Utf8Text publicKey, IP256Key key) : IVerificationKey
{
    /// <inheritdoc/>
    public Utf8Text PublicKey => publicKey;

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> rs = stackalloc byte[SignatureRange.SignatureLength];
        Span<byte> hash = stackalloc byte[MessageHash.Length];
        if (!P256Verifier.TryReadSignature(signature, rs))
        {
            return VerificationStatus.InvalidSignature;
        }

        MessageHash.Write(message, hash);
        return key.Verify(hash, rs) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
    }
}
