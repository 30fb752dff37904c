namespace BetterAuth.Cryptography;

/// <summary>BLAKE3 over spans, without allocation (BLAKE3 specification, 2020). Output of 32 bytes.</summary>
public static class Blake3
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    /// <summary>The hash of <paramref name="input"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> output) => throw new NotImplementedException();

    /// <summary>The keyed hash; <paramref name="key"/> has 32 bytes.</summary>
    public static void KeyedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output) => throw new NotImplementedException();

    /// <summary>Key derivation; <paramref name="context"/> is a constant text (UTF-8) of its application.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> context, ReadOnlySpan<byte> material, Span<byte> output) => throw new NotImplementedException();
}
