namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by the platform's cryptography (OpenSSL, CNG, Apple).</summary>
internal sealed class PlatformP256Engine : IP256Engine
{
    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point)
    {
        using PlatformKey? key = PlatformKey.Import(point);
        return key is null ? VerificationStatus.InvalidKey
            : key.Verify(hash, signature) ? VerificationStatus.Valid
            : VerificationStatus.InvalidSignature;
    }

    /// <inheritdoc/>
    public IP256Key? Prepare(ReadOnlySpan<byte> point) => PlatformKey.Import(point);
}
