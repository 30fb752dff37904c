namespace BetterAuth.Cryptography.P256;

/// <summary>A public key as its engine likes it best. Thread-safe.</summary>
internal interface IP256Key
{
    /// <summary>Verifies r ‖ s, both in range, over a SHA-256 hash.</summary>
    bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature);
}
