using System.IO.Compression;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Tests.Wire.Tokens;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of DEFLATE streams: bits shifted, blocks of every kind put together, codes that no encoder would choose, lengths that lie.</summary>
internal static class DeflateMutations
{
    private const int MaxContent = 4096;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [InsertBit, RemoveBit, Compress, Codes, Codes, Stored, Concatenate, Reopen, .. ByteMutations.All];

    public static byte[] InsertBit(byte[] input, byte[] other, FuzzRandom random) => Shift(input, random, keeps: true);

    public static byte[] RemoveBit(byte[] input, byte[] other, FuzzRandom random) => Shift(input, random, keeps: false);

    /// <summary>The input's content, repeated and changed, compressed in another way.</summary>
    public static byte[] Compress(byte[] input, byte[] other, FuzzRandom random)
    {
        byte[] content = Zlib.Inflate(input, MaxContent, out _) ?? other;
        content = random.Pick(ByteMutations.All)([.. content, .. content.Take(random.Below(300))], other, random);
        return Zlib.Deflate(content.AsSpan(0, Math.Min(content.Length, MaxContent)), random.Below(10), (ZLibCompressionStrategy)random.Below(5));
    }

    /// <summary>A dynamic block with codes by chance: complete or not, promising too much, with one symbol or none; and then the input as its data.</summary>
    public static byte[] Codes(byte[] input, byte[] other, FuzzRandom random)
    {
        BitWriter writer = new();
        int literals = random.OneIn(8) ? random.Below(32) : random.Below(30), distances = random.OneIn(8) ? random.Below(32) : random.Below(4);
        writer.Put(random.Below(4) > 0 ? 1 : 0, 1);
        writer.Put(2, 2);
        writer.Put(literals, 5);
        writer.Put(distances, 5);
        writer.Put(19 - 4, 4);

        // The code of code lengths: 4 bits for each of 0 to 15 and none for the repetitions, or by chance.
        bool isPlain = random.Below(4) > 0;
        for (int i = 0; i < 19; i++)
        {
            writer.Put(isPlain ? (i < 3 ? 0 : 4) : random.Below(8), 3);
        }

        byte[][] whole = [[1, 1], [1, 2, 2], [2, 2, 2, 2], [1, 2, 3, 3], [3, 3, 3, 3, 3, 3, 3, 3], [1], [2, 3, 3, 3], [1, 1, 1]];
        byte[] lengths = random.Pick(whole);
        for (int symbol = 0; symbol < literals + 257 + distances + 1; symbol++)
        {
            bool isFirstOnes = symbol < lengths.Length - 1;
            int length = isFirstOnes ? lengths[symbol] : symbol == 256 ? (random.OneIn(12) ? 0 : lengths[^1]) : symbol > 256 && random.OneIn(3) ? random.Below(5) : 0;
            writer.PutCode(length, 4);
        }

        foreach (byte next in input.Take(64))
        {
            writer.Put(next, 8);
        }

        return writer.ToArray();
    }

    /// <summary>Bytes as they are, with a length and a complement that may not belong together.</summary>
    public static byte[] Stored(byte[] input, byte[] other, FuzzRandom random)
    {
        int length = random.OneIn(4) ? random.Below(1 << 16) : Math.Min(other.Length, ushort.MaxValue), complement = random.OneIn(4) ? random.Below(1 << 16) : ~length;
        return [(byte)random.Below(2), (byte)length, (byte)(length >> 8), (byte)complement, (byte)(complement >> 8), .. other, .. input];
    }

    /// <summary>Another stream behind this one.</summary>
    public static byte[] Concatenate(byte[] input, byte[] other, FuzzRandom random) => [.. input, .. other];

    /// <summary>The first block is not the last, or is; or is of another kind.</summary>
    public static byte[] Reopen(byte[] input, byte[] other, FuzzRandom random) => input.Length == 0 ? input : [(byte)(input[0] ^ (1 << random.Below(3))), .. input[1..]];

    private static byte[] Shift(byte[] input, FuzzRandom random, bool keeps)
    {
        int place = random.Below((input.Length * 8) + 1);
        BitWriter writer = new();
        for (int bit = 0; bit < input.Length * 8; bit++)
        {
            if (bit == place)
            {
                if (!keeps)
                {
                    continue;
                }

                writer.Put(random.Below(2), 1);
            }

            writer.Put(input[bit / 8] >> (bit % 8), 1);
        }

        return writer.ToArray();
    }
}
