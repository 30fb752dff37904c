using System.Security.Cryptography;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>Nonces of the platform's random number generator in CESR text: <c>0A</c> and 22 characters.</summary>
public sealed class CesrNoncer : INoncer
{
    /// <inheritdoc/>
    public int TextLength => CesrCode.Nonce.TextLength;

    /// <inheritdoc/>
    public bool IsWellFormed(ReadOnlySpan<byte> text) => CesrCode.Nonce.IsWellFormed(text);

    /// <inheritdoc/>
    public void Generate(Span<byte> text)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        RandomNumberGenerator.Fill(value);
        CesrCode.Nonce.Encode(value, text);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<byte> value, Span<byte> text) => CesrCode.Nonce.Encode(value, text);

    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value) => CesrCode.Nonce.TryDecode(text, value);
}
