using System.Runtime.CompilerServices;

namespace BetterAuth.Wire.Tokens;

/// <summary>Decompression of one DEFLATE stream (RFC 1951) from span to span: bounded by the destination, without allocation, without exceptions.</summary>
/// <remarks>It takes what zlib takes: at most 286 literal and length codes and 30 distance codes, complete codes (see <see cref="HuffmanCode.TryBuild"/>), an end of block always, no distance before the start.</remarks>
internal static class Inflate
{
    private const int EndOfBlock = 256;
    private const int MaxLiterals = 288;
    private const int MaxDistances = 32;
    private const int UsableLiterals = 286;
    private const int UsableDistances = 30;
    private const int LengthCodes = 19;

    /// <summary>The order in which the lengths of the code of code lengths come (RFC 1951 section 3.2.7).</summary>
    private static ReadOnlySpan<byte> LengthCodeOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    // Arrays: code that is not optimized yet allocates for a span of constants wider than a byte.
    private static readonly ushort[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];

    private static ReadOnlySpan<byte> LengthExtra => [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    private static readonly ushort[] DistanceBase =
    [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ];

    private static ReadOnlySpan<byte> DistanceExtra => [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    /// <summary>Decompresses; false for a malformed or truncated stream, or one that does not fit. <paramref name="consumed"/> is where the stream ended.</summary>
    [SkipLocalsInit]
    public static bool TryDecompress(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        BitReader reader = new(input);
        HuffmanCode literals = new(stackalloc ushort[HuffmanCode.MemoryFor(MaxLiterals, HuffmanCode.ManyIndexBits)], HuffmanCode.ManyIndexBits);
        HuffmanCode distances = new(stackalloc ushort[HuffmanCode.MemoryFor(MaxDistances, HuffmanCode.FewIndexBits)], HuffmanCode.FewIndexBits);
        consumed = 0;
        written = 0;
        bool last;
        do
        {
            last = reader.Take(1) != 0;
            bool good = reader.Take(2) switch
            {
                0 => TryStored(ref reader, output, ref written),
                1 => TryFixedBlock(ref reader, literals, distances, output, ref written),
                2 => TryReadCodes(ref reader, literals, distances) && TryBlock(ref reader, literals, distances, output, ref written),
                _ => false,
            };
            if (!good || reader.Overrun)
            {
                return false;
            }
        }
        while (!last);

        consumed = reader.Align();
        return true;
    }

    /// <summary>Uncompressed bytes (section 3.2.4).</summary>
    private static bool TryStored(ref BitReader reader, Span<byte> output, ref int written)
    {
        reader.Align();
        uint length = reader.Take(16);
        uint complement = reader.Take(16);
        if (length != (complement ^ 0xFFFF) || length > output.Length - written || !reader.TryCopy(output.Slice(written, (int)length)))
        {
            return false;
        }

        written += (int)length;
        return true;
    }

    /// <summary>A block of the codes that need no description (section 3.2.6). They are complete; two distances and two literals have a code but no meaning.</summary>
    private static bool TryFixedBlock(ref BitReader reader, scoped HuffmanCode literals, scoped HuffmanCode distances, Span<byte> output, ref int written)
    {
        Span<byte> lengths = stackalloc byte[MaxLiterals];
        lengths[..144].Fill(8);
        lengths[144..256].Fill(9);
        lengths[256..280].Fill(7);
        lengths[280..].Fill(8);
        literals.TryBuild(lengths, mayBeIncomplete: false);
        lengths[..MaxDistances].Fill(5);
        distances.TryBuild(lengths[..MaxDistances], mayBeIncomplete: false);
        return TryBlock(ref reader, literals, distances, output, ref written);
    }

    /// <summary>The codes of a dynamic block (section 3.2.7).</summary>
    private static bool TryReadCodes(ref BitReader reader, scoped HuffmanCode literals, scoped HuffmanCode distances)
    {
        int literalCount = (int)reader.Take(5) + 257;
        int distanceCount = (int)reader.Take(5) + 1;
        int lengthCount = (int)reader.Take(4) + 4;
        if (literalCount > UsableLiterals || distanceCount > UsableDistances)
        {
            return false;
        }

        Span<byte> lengths = stackalloc byte[UsableLiterals + UsableDistances];
        for (int i = 0; i < lengthCount; i++)
        {
            lengths[LengthCodeOrder[i]] = (byte)reader.Take(3);
        }

        // The code of code lengths is read with the memory of the distances, which it describes.
        if (!distances.TryBuild(lengths[..LengthCodes], mayBeIncomplete: false) || !TryReadLengths(ref reader, distances, lengths[..(literalCount + distanceCount)]))
        {
            return false;
        }

        return lengths[EndOfBlock] != 0
            && literals.TryBuild(lengths[..literalCount], mayBeIncomplete: true)
            && distances.TryBuild(lengths.Slice(literalCount, distanceCount), mayBeIncomplete: true);
    }

    private static bool TryReadLengths(ref BitReader reader, scoped HuffmanCode code, scoped Span<byte> lengths)
    {
        int position = 0;
        while (position < lengths.Length)
        {
            int symbol = reader.Take(code); // the code is complete: any bits are a symbol
            int repeat = 1;
            byte length = (byte)symbol;
            switch (symbol)
            {
                case 16:
                    if (position == 0)
                    {
                        return false;
                    }

                    length = lengths[position - 1];
                    repeat = 3 + (int)reader.Take(2);
                    break;
                case 17:
                    length = 0;
                    repeat = 3 + (int)reader.Take(3);
                    break;
                case 18:
                    length = 0;
                    repeat = 11 + (int)reader.Take(7);
                    break;
                default:
                    break;
            }

            if (reader.Overrun || repeat > lengths.Length - position)
            {
                return false;
            }

            lengths.Slice(position, repeat).Fill(length);
            position += repeat;
        }

        return true;
    }

    /// <summary>The symbols of a compressed block, up to its end.</summary>
    private static bool TryBlock(ref BitReader reader, scoped HuffmanCode literals, scoped HuffmanCode distances, Span<byte> output, ref int written)
    {
        int next = written;
        while (!reader.Overrun)
        {
            int symbol = reader.Take(literals);
            if ((uint)symbol < EndOfBlock)
            {
                if ((uint)next >= (uint)output.Length)
                {
                    return false;
                }

                output[next++] = (byte)symbol;
            }
            else if (symbol == EndOfBlock)
            {
                written = next;
                return true;
            }
            else if (!TryCopyMatch(ref reader, symbol - EndOfBlock - 1, distances, output, ref next))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryCopyMatch(ref BitReader reader, int lengthSymbol, scoped HuffmanCode distances, Span<byte> output, ref int written)
    {
        if ((uint)lengthSymbol >= LengthBase.Length)
        {
            return false;
        }

        int length = LengthBase[lengthSymbol] + (int)reader.Take(LengthExtra[lengthSymbol]);
        int distanceSymbol = reader.Take(distances);
        if ((uint)distanceSymbol >= DistanceBase.Length)
        {
            return false;
        }

        int distance = DistanceBase[distanceSymbol] + (int)reader.Take(DistanceExtra[distanceSymbol]);
        if (distance > written || length > output.Length - written)
        {
            return false;
        }

        if (distance >= length)
        {
            output.Slice(written - distance, length).CopyTo(output[written..]);
        }
        else
        {
            // The match runs into what it writes: byte by byte, it repeats.
            for (int i = 0; i < length; i++)
            {
                output[written + i] = output[written + i - distance];
            }
        }

        written += length;
        return true;
    }
}
