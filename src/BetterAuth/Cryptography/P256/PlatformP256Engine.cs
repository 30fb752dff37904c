namespace BetterAuth.Cryptography.P256;

/// <summary>Verification by the platform's cryptography (OpenSSL, CNG, Apple), with the keys that verified something kept imported.</summary>
internal sealed class PlatformP256Engine : IP256Engine
{
    private const int DefaultCapacity = 1024; // about 2 KB each, most of it the platform's

    private readonly PlatformKeyCache _keys;

    /// <summary>Keeps up to 1,024 keys.</summary>
    public PlatformP256Engine()
        : this(new PlatformKeyCache(DefaultCapacity))
    {
    }

    internal PlatformP256Engine(PlatformKeyCache keys) => _keys = keys;

    /// <inheritdoc/>
    public string Name => P256Engines.Platform;

    /// <inheritdoc/>
    public long TableBytes => 0;

    /// <inheritdoc/>
    public int TableCount => 0;

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> point, bool isVouched)
    {
        if (_keys.Find(point) is { } kept)
        {
            return kept.Verify(hash, signature) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
        }

        PlatformKey? key = PlatformKey.Import(point);
        if (key is null)
        {
            return VerificationStatus.InvalidKey;
        }

        if (!key.Verify(hash, signature))
        {
            // Only who holds a key can have it kept: made-up keys push nothing out.
            key.Dispose();
            return VerificationStatus.InvalidSignature;
        }

        _keys.Keep(point, key);
        return VerificationStatus.Valid;
    }

    /// <inheritdoc/>
    public IP256Key? Prepare(ReadOnlySpan<byte> point) => PlatformKey.Import(point);
}
