using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>BLAKE3-256 in CESR text: <c>E</c> and 43 characters.</summary>
public sealed class Blake3Hasher : IHasher
{
    /// <inheritdoc/>
    public int TextLength => CesrCode.Hash.TextLength;

    /// <inheritdoc/>
    public bool IsWellFormed(ReadOnlySpan<byte> text) => CesrCode.Hash.IsWellFormed(text);

    /// <inheritdoc/>
    public void Hash(ReadOnlySpan<byte> message, Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[Blake3.HashLength];
        Blake3.Hash(message, hash);
        CesrCode.Hash.Encode(hash, text);
    }
}
