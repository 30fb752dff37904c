using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography;

/// <summary>The compression function of BLAKE3 (specification section 2.2): seven rounds over a state of 16 words, of which the first half of the output is the new chaining value.</summary>
internal static class Blake3Compression
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64;

    private const int Rounds = 7;

    // An array: code that is not optimized yet allocates for a span of constants wider than a byte.
    private static readonly uint[] Initial = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    /// <summary>The initial value: that of SHA-256.</summary>
    public static ReadOnlySpan<uint> InitialValue => Initial;

    /// <summary>The order in which a round reads the words of the round before (specification table 2).</summary>
    private static ReadOnlySpan<byte> Permutation => [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];

    /// <summary>Compresses one block of 64 bytes (of which <paramref name="length"/> count) into the chaining value.</summary>
    public static void Compress(Span<uint> value, ReadOnlySpan<byte> block, int length, ulong counter, Blake3Flags flags)
    {
        Span<uint> m = stackalloc uint[16];
        Span<uint> permuted = stackalloc uint[16];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        }

        Span<uint> v = stackalloc uint[16];
        value[..8].CopyTo(v);
        InitialValue[..4].CopyTo(v[8..]);
        v[12] = (uint)counter;
        v[13] = (uint)(counter >> 32);
        v[14] = (uint)length;
        v[15] = (uint)flags;
        for (int round = 0; round < Rounds; round++)
        {
            Mix(v, 0, 4, 8, 12, m[0], m[1]);
            Mix(v, 1, 5, 9, 13, m[2], m[3]);
            Mix(v, 2, 6, 10, 14, m[4], m[5]);
            Mix(v, 3, 7, 11, 15, m[6], m[7]);
            Mix(v, 0, 5, 10, 15, m[8], m[9]);
            Mix(v, 1, 6, 11, 12, m[10], m[11]);
            Mix(v, 2, 7, 8, 13, m[12], m[13]);
            Mix(v, 3, 4, 9, 14, m[14], m[15]);
            for (int i = 0; i < m.Length; i++)
            {
                permuted[i] = m[Permutation[i]];
            }

            permuted.CopyTo(m);
        }

        for (int i = 0; i < 8; i++)
        {
            value[i] = v[i] ^ v[i + 8];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(Span<uint> v, int a, int b, int c, int d, uint x, uint y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 7);
    }
}
