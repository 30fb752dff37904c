namespace BetterAuth.Cryptography;

/// <summary>ECDSA P-256 with SHA-256 (FIPS 186-5, IEEE P1363 signatures) in CESR text: keys <c>1AAI</c> and 44 characters, signatures <c>0I</c> and 86.</summary>
public sealed class P256Verifier : IVerifier
{
    /// <inheritdoc/>
    public int PublicKeyLength => 48;

    /// <inheritdoc/>
    public int SignatureLength => 88;

    /// <inheritdoc/>
    public bool IsWellFormedKey(ReadOnlySpan<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool IsValidKey(ReadOnlySpan<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => throw new NotImplementedException();
}
