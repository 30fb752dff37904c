using System.Buffers.Binary;

namespace BetterAuth.Cryptography;

/// <summary>BLAKE3 over spans, without allocation (BLAKE3 specification, 2020). Output of 32 bytes. Thread-safe.</summary>
public static class Blake3
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    /// <summary>The hash of <paramref name="input"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> input, Span<byte> output) => Compute(Blake3Compression.InitialValue, 0, input, output);

    /// <summary>The keyed hash; <paramref name="key"/> has 32 bytes.</summary>
    public static void KeyedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);
        Span<uint> words = stackalloc uint[8];
        Read(key, words);
        Compute(words, Blake3Flags.KeyedHash, input, output);
        words.Clear();
    }

    /// <summary>Key derivation; <paramref name="context"/> is a constant text (UTF-8) of its application.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> context, ReadOnlySpan<byte> material, Span<byte> output)
    {
        Span<uint> key = stackalloc uint[8];
        ContextKey(context, key);
        DeriveKeyUnder(key, material, output);
    }

    /// <summary>The words that stand for a context: what derives many keys of one context need not hash it each time.</summary>
    internal static void ContextKey(ReadOnlySpan<byte> context, Span<uint> key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength];
        Compute(Blake3Compression.InitialValue, Blake3Flags.DeriveKeyContext, context, bytes);
        Read(bytes, key);
    }

    /// <summary>Key derivation under a context whose words are known.</summary>
    internal static void DeriveKeyUnder(ReadOnlySpan<uint> contextKey, ReadOnlySpan<byte> material, Span<byte> output) => Compute(contextKey, Blake3Flags.DeriveKeyMaterial, material, output);

    private static void Compute(ReadOnlySpan<uint> key, Blake3Flags mode, ReadOnlySpan<byte> input, Span<byte> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, HashLength);
        Span<uint> root = stackalloc uint[8];
        Blake3Tree.Root(key, mode, input, root);
        for (int i = 0; i < root.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(output[(4 * i)..], root[i]);
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<uint> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(4 * i)..]);
        }
    }
}
