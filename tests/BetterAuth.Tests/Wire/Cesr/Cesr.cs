using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Wire.Cesr;

/// <summary>Short forms for tests that speak of values and their texts.</summary>
internal static class Cesr
{
    /// <summary>Every kind by name, for theories.</summary>
    public static IReadOnlyDictionary<string, CesrCode> Kinds { get; } = new Dictionary<string, CesrCode>
    {
        ["nonce"] = CesrCode.Nonce,
        ["public key"] = CesrCode.PublicKey,
        ["hash"] = CesrCode.Hash,
        ["signature"] = CesrCode.Signature,
    };

    public static byte[] Text(CesrCode code, ReadOnlySpan<byte> value)
    {
        byte[] text = new byte[code.TextLength];
        code.Encode(value, text);
        return text;
    }

    public static byte[] Value(CesrCode code, ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[code.ValueLength];
        Assert.True(code.TryDecode(text, value));
        return value;
    }
}
