namespace BetterAuth.Cryptography;

/// <summary>P-256 keys held by the platform's cryptography; a secret is the 32-byte big-endian scalar.</summary>
public sealed class P256KeyFactory : IKeyFactory
{
    /// <inheritdoc/>
    public int SecretLength => 32;

    /// <inheritdoc/>
    public ISigningKey Generate() => throw new NotImplementedException();

    /// <inheritdoc/>
    public ISigningKey Import(ReadOnlySpan<byte> secret) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Export(ISigningKey key, Span<byte> secret) => throw new NotImplementedException();
}
