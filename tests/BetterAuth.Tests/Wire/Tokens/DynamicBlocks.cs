using CsCheck;

namespace BetterAuth.Tests.Wire.Tokens;

/// <summary>Deflate blocks with codes that no encoder would choose: complete and incomplete, promising too much, with one symbol or none.</summary>
internal static class DynamicBlocks
{
    // Few symbols, so that short data meets them; lengths that often add up to a complete code, and often not.
    private static readonly Gen<byte> Length = Gen.Frequency((3, Gen.Const((byte)0)), (4, Gen.Byte[1, 4]), (1, Gen.Byte[5, 15]));

    /// <summary>Streams of one block.</summary>
    public static Gen<byte[]> Streams { get; } = Gen.Select(
        Gen.Frequency((1, Gen.Const((byte)0)), (5, Gen.Byte[1, 3])), // of the end of block
        Gen.Frequency((3, Literals()), (1, Length.Array[0, 12])), // of the first symbols
        Length.Array[0, 29], // of the lengths behind the end of block
        Gen.OneOf(Length.Array[1, 30], Gen.OneOf<byte>(0, 1, 2).Array[1, 2]),
        Gen.Byte.Array[0, 12],
        (end, literals, lengths, distances, data) =>
            Of([.. literals, .. new byte[256 - literals.Length], end, .. lengths.Length % 3 == 0 ? lengths : []], distances, data));

    /// <summary>A last block with these code lengths and then these bits, first bit first.</summary>
    public static byte[] Of(byte[] literals, byte[] distances, byte[] data)
    {
        BitWriter writer = new();
        writer.Put(1, 1);
        writer.Put(2, 2);
        writer.Put(literals.Length - 257, 5);
        writer.Put(distances.Length - 1, 5);
        writer.Put(19 - 4, 4);

        // The code of code lengths: 4 bits for each of 0 to 15, none for the repetitions 16, 17, 18, which come first.
        for (int i = 0; i < 19; i++)
        {
            writer.Put(i < 3 ? 0 : 4, 3);
        }

        foreach (byte length in (byte[])[.. literals, .. distances])
        {
            writer.PutCode(length, 4);
        }

        foreach (byte next in data)
        {
            writer.Put(next, 8);
        }

        return writer.ToArray();
    }

    /// <summary>A last block of nothing but its end, after 256 zeros by repetition; its only distance is the first of <paramref name="zeros"/> (1, or 3 by repetition).</summary>
    public static byte[] OfRepetitions(int zeros)
    {
        BitWriter writer = new();
        writer.Put(1, 1);
        writer.Put(2, 2);
        writer.Put(0, 5);
        writer.Put(0, 5);
        writer.Put(18 - 4, 4);

        // Two bits each for 17 and 18 (repetitions of zero), 0 and 1, in the order of RFC 1951 section 3.2.7.
        foreach (int length in (int[])[0, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
        {
            writer.Put(length, 3);
        }

        writer.PutCode(3, 2);
        writer.Put(138 - 11, 7);
        writer.PutCode(3, 2);
        writer.Put(118 - 11, 7);
        writer.PutCode(1, 2); // the end of the block: one bit
        writer.PutCode(zeros == 1 ? 0 : 2, 2);
        if (zeros > 1)
        {
            writer.Put(zeros - 3, 3);
        }

        writer.Put(0, 8);
        return writer.ToArray();
    }

    /// <summary>Lengths that make a complete code together with an end of block of 1, 2 or 3 bits, more often than chance would.</summary>
    private static Gen<byte[]> Literals() => Gen.OneOf<byte[]>([1], [2, 2], [2, 3, 3], [1, 2], [2, 2, 2], [1, 3, 3], [3, 3, 3, 3, 3, 3, 3], [1, 2, 3], [2, 2, 3, 3, 3], []);

    private sealed class BitWriter
    {
        private readonly List<bool> _bits = [];

        public void Put(int value, int count)
        {
            for (int i = 0; i < count; i++)
            {
                _bits.Add(((value >> i) & 1) != 0);
            }
        }

        /// <summary>Codes travel with their first bit first.</summary>
        public void PutCode(int code, int count)
        {
            for (int i = count - 1; i >= 0; i--)
            {
                _bits.Add(((code >> i) & 1) != 0);
            }
        }

        public byte[] ToArray() => [.. _bits.Chunk(8).Select(bits => (byte)bits.Index().Sum(bit => bit.Item ? 1 << bit.Index : 0))];
    }
}
