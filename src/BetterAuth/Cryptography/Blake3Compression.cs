using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace BetterAuth.Cryptography;

/// <summary>The compression function of BLAKE3 (specification section 2.2): seven rounds over a state of 16 words, of which the first half of the output is the new chaining value.</summary>
/// <remarks>
/// Written out, so that the words live in registers: a round mixes the columns of the state's 4 × 4 words, then the diagonals, and reads the words of the message in the order of the round before, permuted
/// (specification table 2: 2 6 3 10 7 0 4 13 1 11 12 5 9 14 15 8). Vectors of a row each are slower: in what one block asks for every step waits for the one before, and four scalar steps run beside each other as well.
/// </remarks>
internal static class Blake3Compression
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64;

    // An array: code that is not optimized yet allocates for a span of constants wider than a byte.
    private static readonly uint[] Initial = [0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19];

    /// <summary>The initial value: that of SHA-256.</summary>
    public static ReadOnlySpan<uint> InitialValue => Initial;

    /// <summary>Compresses one block of 64 bytes (of which <paramref name="length"/> count) into the chaining value.</summary>
    public static void Compress(Span<uint> value, ReadOnlySpan<byte> block, int length, ulong counter, Blake3Flags flags)
    {
        // Checked once, here, and not at each access.
        value = value[..8];
        block = block[..BlockLength];
        uint m0 = Word(block, 0);
        uint m1 = Word(block, 1);
        uint m2 = Word(block, 2);
        uint m3 = Word(block, 3);
        uint m4 = Word(block, 4);
        uint m5 = Word(block, 5);
        uint m6 = Word(block, 6);
        uint m7 = Word(block, 7);
        uint m8 = Word(block, 8);
        uint m9 = Word(block, 9);
        uint m10 = Word(block, 10);
        uint m11 = Word(block, 11);
        uint m12 = Word(block, 12);
        uint m13 = Word(block, 13);
        uint m14 = Word(block, 14);
        uint m15 = Word(block, 15);

        uint v0 = value[0], v1 = value[1], v2 = value[2], v3 = value[3];
        uint v4 = value[4], v5 = value[5], v6 = value[6], v7 = value[7];
        uint v8 = 0x6A09E667, v9 = 0xBB67AE85, v10 = 0x3C6EF372, v11 = 0xA54FF53A; // the first half of the initial value
        uint v12 = (uint)counter, v13 = (uint)(counter >> 32), v14 = (uint)length, v15 = (uint)flags;

        Mix(ref v0, ref v4, ref v8, ref v12, m0, m1);
        Mix(ref v1, ref v5, ref v9, ref v13, m2, m3);
        Mix(ref v2, ref v6, ref v10, ref v14, m4, m5);
        Mix(ref v3, ref v7, ref v11, ref v15, m6, m7);
        Mix(ref v0, ref v5, ref v10, ref v15, m8, m9);
        Mix(ref v1, ref v6, ref v11, ref v12, m10, m11);
        Mix(ref v2, ref v7, ref v8, ref v13, m12, m13);
        Mix(ref v3, ref v4, ref v9, ref v14, m14, m15);

        Mix(ref v0, ref v4, ref v8, ref v12, m2, m6);
        Mix(ref v1, ref v5, ref v9, ref v13, m3, m10);
        Mix(ref v2, ref v6, ref v10, ref v14, m7, m0);
        Mix(ref v3, ref v7, ref v11, ref v15, m4, m13);
        Mix(ref v0, ref v5, ref v10, ref v15, m1, m11);
        Mix(ref v1, ref v6, ref v11, ref v12, m12, m5);
        Mix(ref v2, ref v7, ref v8, ref v13, m9, m14);
        Mix(ref v3, ref v4, ref v9, ref v14, m15, m8);

        Mix(ref v0, ref v4, ref v8, ref v12, m3, m4);
        Mix(ref v1, ref v5, ref v9, ref v13, m10, m12);
        Mix(ref v2, ref v6, ref v10, ref v14, m13, m2);
        Mix(ref v3, ref v7, ref v11, ref v15, m7, m14);
        Mix(ref v0, ref v5, ref v10, ref v15, m6, m5);
        Mix(ref v1, ref v6, ref v11, ref v12, m9, m0);
        Mix(ref v2, ref v7, ref v8, ref v13, m11, m15);
        Mix(ref v3, ref v4, ref v9, ref v14, m8, m1);

        Mix(ref v0, ref v4, ref v8, ref v12, m10, m7);
        Mix(ref v1, ref v5, ref v9, ref v13, m12, m9);
        Mix(ref v2, ref v6, ref v10, ref v14, m14, m3);
        Mix(ref v3, ref v7, ref v11, ref v15, m13, m15);
        Mix(ref v0, ref v5, ref v10, ref v15, m4, m0);
        Mix(ref v1, ref v6, ref v11, ref v12, m11, m2);
        Mix(ref v2, ref v7, ref v8, ref v13, m5, m8);
        Mix(ref v3, ref v4, ref v9, ref v14, m1, m6);

        Mix(ref v0, ref v4, ref v8, ref v12, m12, m13);
        Mix(ref v1, ref v5, ref v9, ref v13, m9, m11);
        Mix(ref v2, ref v6, ref v10, ref v14, m15, m10);
        Mix(ref v3, ref v7, ref v11, ref v15, m14, m8);
        Mix(ref v0, ref v5, ref v10, ref v15, m7, m2);
        Mix(ref v1, ref v6, ref v11, ref v12, m5, m3);
        Mix(ref v2, ref v7, ref v8, ref v13, m0, m1);
        Mix(ref v3, ref v4, ref v9, ref v14, m6, m4);

        Mix(ref v0, ref v4, ref v8, ref v12, m9, m14);
        Mix(ref v1, ref v5, ref v9, ref v13, m11, m5);
        Mix(ref v2, ref v6, ref v10, ref v14, m8, m12);
        Mix(ref v3, ref v7, ref v11, ref v15, m15, m1);
        Mix(ref v0, ref v5, ref v10, ref v15, m13, m3);
        Mix(ref v1, ref v6, ref v11, ref v12, m0, m10);
        Mix(ref v2, ref v7, ref v8, ref v13, m2, m6);
        Mix(ref v3, ref v4, ref v9, ref v14, m4, m7);

        Mix(ref v0, ref v4, ref v8, ref v12, m11, m15);
        Mix(ref v1, ref v5, ref v9, ref v13, m5, m0);
        Mix(ref v2, ref v6, ref v10, ref v14, m1, m9);
        Mix(ref v3, ref v7, ref v11, ref v15, m8, m6);
        Mix(ref v0, ref v5, ref v10, ref v15, m14, m10);
        Mix(ref v1, ref v6, ref v11, ref v12, m2, m12);
        Mix(ref v2, ref v7, ref v8, ref v13, m3, m4);
        Mix(ref v3, ref v4, ref v9, ref v14, m7, m13);

        value[0] = v0 ^ v8;
        value[1] = v1 ^ v9;
        value[2] = v2 ^ v10;
        value[3] = v3 ^ v11;
        value[4] = v4 ^ v12;
        value[5] = v5 ^ v13;
        value[6] = v6 ^ v14;
        value[7] = v7 ^ v15;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ReadOnlySpan<byte> block, int word) => BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * word)..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref uint a, ref uint b, ref uint c, ref uint d, uint x, uint y)
    {
        a += b + x;
        d = BitOperations.RotateRight(d ^ a, 16);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 12);
        a += b + y;
        d = BitOperations.RotateRight(d ^ a, 8);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 7);
    }
}
