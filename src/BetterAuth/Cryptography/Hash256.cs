using System.Runtime.InteropServices;

namespace BetterAuth.Cryptography;

/// <summary>32 bytes of a BLAKE3 hash as a value: compared, kept and passed without an allocation.</summary>
internal readonly record struct Hash256
{
    public const int Length = Blake3.HashLength;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Hash256(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        _a = words[0];
        _b = words[1];
        _c = words[2];
        _d = words[3];
    }

    /// <summary>The hash of <paramref name="input"/>.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> input)
    {
        Span<byte> hash = stackalloc byte[Length];
        Blake3.Hash(input, hash);
        return new(hash);
    }

    public static Hash256 Read(ReadOnlySpan<byte> bytes) => new(bytes[..Length]);

    public void CopyTo(Span<byte> destination)
    {
        Span<ulong> words = stackalloc ulong[4];
        words[0] = _a;
        words[1] = _b;
        words[2] = _c;
        words[3] = _d;
        MemoryMarshal.AsBytes(words).CopyTo(destination);
    }
}
