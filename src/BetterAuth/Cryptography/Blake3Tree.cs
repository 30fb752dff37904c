using System.Numerics;

namespace BetterAuth.Cryptography;

/// <summary>The tree of BLAKE3 (specification section 2.1): chunks of 1,024 bytes are leaves, a left subtree is a power of two and as large as it can be while something is left for the right.</summary>
internal static class Blake3Tree
{
    private const int ChunkLength = 1024;
    private const int Words = 8; // of a chaining value

    // Chaining values wait here for their right sibling, one per level: an Int32 length has at most 2²¹ chunks.
    private const int MaxDepth = 22;

    /// <summary>Writes the 8 words of the root's chaining value.</summary>
    public static void Root(ReadOnlySpan<uint> key, Blake3Flags mode, ReadOnlySpan<byte> input, Span<uint> root)
    {
        if (input.Length <= ChunkLength)
        {
            Chunk(key, mode, input, 0, Blake3Flags.Root, root);
            return;
        }

        Span<uint> stack = stackalloc uint[MaxDepth * Words];
        int depth = 0;
        ulong chunks = 0;
        while (input.Length > ChunkLength)
        {
            Chunk(key, mode, input[..ChunkLength], chunks, Blake3Flags.None, stack.Slice(depth++ * Words, Words));
            input = input[ChunkLength..];
            chunks++;

            // Each trailing zero bit of the count is a subtree that is now complete on both sides: join it with its sibling. More input follows, so none of these is the root.
            for (int merges = BitOperations.TrailingZeroCount(chunks); merges > 0; merges--)
            {
                depth--;
                Parent(key, mode, stack.Slice((depth - 1) * Words, 2 * Words), Blake3Flags.None);
            }
        }

        // The last chunk, and with it everything that waits; the last to be joined is the root.
        Chunk(key, mode, input, chunks, Blake3Flags.None, stack.Slice(depth * Words, Words));
        for (; depth > 0; depth--)
        {
            Parent(key, mode, stack.Slice((depth - 1) * Words, 2 * Words), depth == 1 ? Blake3Flags.Root : Blake3Flags.None);
        }

        stack[..Words].CopyTo(root);
    }

    /// <summary>The chaining value of one chunk: its blocks of 64 bytes in a chain, the last padded with zeros.</summary>
    private static void Chunk(ReadOnlySpan<uint> key, Blake3Flags mode, ReadOnlySpan<byte> chunk, ulong index, Blake3Flags root, Span<uint> value)
    {
        key.CopyTo(value);
        Blake3Flags start = Blake3Flags.ChunkStart;
        while (chunk.Length > Blake3Compression.BlockLength)
        {
            Blake3Compression.Compress(value, chunk[..Blake3Compression.BlockLength], Blake3Compression.BlockLength, index, mode | start);
            chunk = chunk[Blake3Compression.BlockLength..];
            start = Blake3Flags.None;
        }

        Span<byte> last = stackalloc byte[Blake3Compression.BlockLength]; // of zeros
        chunk.CopyTo(last);
        Blake3Compression.Compress(value, last, chunk.Length, index, mode | start | Blake3Flags.ChunkEnd | root);
    }

    /// <summary>Joins two chaining values, left then right, into the place of the left one.</summary>
    private static void Parent(ReadOnlySpan<uint> key, Blake3Flags mode, Span<uint> pair, Blake3Flags root)
    {
        Span<byte> block = stackalloc byte[Blake3Compression.BlockLength];
        for (int i = 0; i < pair.Length; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(block[(4 * i)..], pair[i]);
        }

        key.CopyTo(pair);
        Blake3Compression.Compress(pair[..Words], block, Blake3Compression.BlockLength, 0, mode | Blake3Flags.Parent | root);
    }
}
