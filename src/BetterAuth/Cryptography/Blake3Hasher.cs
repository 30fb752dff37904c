namespace BetterAuth.Cryptography;

/// <summary>BLAKE3-256 in CESR text: <c>E</c> and 43 characters.</summary>
public sealed class Blake3Hasher : IHasher
{
    /// <inheritdoc/>
    public int TextLength => 44;

    /// <inheritdoc/>
    public bool IsWellFormed(ReadOnlySpan<byte> text) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Hash(ReadOnlySpan<byte> message, Span<byte> text) => throw new NotImplementedException();
}
