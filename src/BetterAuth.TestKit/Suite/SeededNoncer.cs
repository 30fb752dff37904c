using BetterAuth.Cryptography;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.TestKit.Suite;

/// <summary>Nonces that follow from the seed.</summary>
internal sealed class SeededNoncer(Dice entropy) : INoncer
{
    public int TextLength => CesrCode.Nonce.TextLength;

    public bool IsWellFormed(ReadOnlySpan<byte> text) => CesrCode.Nonce.IsWellFormed(text);

    public void Generate(Span<byte> text)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        entropy.Fill(value);
        CesrCode.Nonce.Encode(value, text);
    }

    public void Encode(ReadOnlySpan<byte> value, Span<byte> text) => CesrCode.Nonce.Encode(value, text);

    public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value) => CesrCode.Nonce.TryDecode(text, value);
}
