using BetterAuth.Wire;

namespace BetterAuth.Cryptography;

/// <summary>A public key's text together with the verifier that understands it.</summary>
/// <param name="publicKey">The key's text; owned by this object.</param>
/// <param name="verifier">What verifies.</param>
public sealed class SuiteVerificationKey(Utf8Text publicKey, IVerifier verifier) : IVerificationKey
{
    /// <inheritdoc/>
    public Utf8Text PublicKey { get; } = publicKey.ToOwned();

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => verifier.Verify(message, signature, PublicKey.Span);
}
