using System.Runtime.CompilerServices;

namespace BetterAuth.Wire.Tokens;

/// <summary>A canonical Huffman code (RFC 1951 section 3.2.2), given by the lengths of its symbols' codes, in memory of the caller's.</summary>
/// <remarks>
/// Short codes are looked up at once in an index over the next bits; longer ones, rare, are read bit by bit: the codes of one length are
/// consecutive numbers, and so are their symbols in the order of lengths.
/// </remarks>
internal readonly ref struct HuffmanCode
{
    /// <summary>Bits that the index of a code of many symbols had best cover.</summary>
    public const int ManyIndexBits = 9;

    /// <summary>Bits that the index of a code of few symbols had best cover; the code of code lengths has no longer ones.</summary>
    public const int FewIndexBits = 7;

    /// <summary>What a symbol of the index says when no short code matches.</summary>
    public const int None = -1;

    private const int MaxLength = 15;
    private const int LengthBits = 4; // an entry of the index is symbol << 4 | length; 0 says no short code

    private readonly Span<ushort> _index; // two to the power of its bits
    private readonly Span<ushort> _symbols; // in the order of their codes
    private readonly Span<ushort> _counts; // codes of each length

    /// <summary>Lays the code into <paramref name="memory"/>, of <see cref="MemoryFor"/> entries, with an index over <paramref name="indexBits"/> bits.</summary>
    public HuffmanCode(Span<ushort> memory, int indexBits)
    {
        _index = memory[..(1 << indexBits)];
        _counts = memory.Slice(1 << indexBits, MaxLength + 1);
        _symbols = memory[((1 << indexBits) + MaxLength + 1)..];
    }

    /// <summary>Entries of memory for a code of up to <paramref name="symbols"/> symbols.</summary>
    public static int MemoryFor(int symbols, int indexBits) => (1 << indexBits) + MaxLength + 1 + symbols;

    /// <summary>
    /// Builds the code; false when the lengths promise more codes than there are, or fewer – but a code of one symbol with one bit, and one without any, are allowed
    /// where <paramref name="mayBeIncomplete"/>: an encoder with one distance, or none, has nothing else to write (RFC 1951 section 3.2.7).
    /// </summary>
    public bool TryBuild(scoped ReadOnlySpan<byte> lengths, bool mayBeIncomplete)
    {
        _index.Clear();
        _counts.Clear();
        foreach (byte length in lengths)
        {
            if (length != 0)
            {
                _counts[length]++;
            }
        }

        Span<ushort> next = stackalloc ushort[MaxLength + 1]; // where the symbols of each length go on
        Span<ushort> code = stackalloc ushort[MaxLength + 1]; // the next code of each length
        int left = 1; // codes of this length that are not taken by shorter ones
        int longest = 0;
        for (int length = 1; length <= MaxLength; length++)
        {
            next[length] = (ushort)(next[length - 1] + _counts[length - 1]);
            code[length] = (ushort)((code[length - 1] + _counts[length - 1]) << 1);
            left = (left << 1) - _counts[length];
            if (left < 0)
            {
                return false;
            }

            longest = _counts[length] > 0 ? length : longest;
        }

        if (left > 0 && !(mayBeIncomplete && longest <= 1))
        {
            return false;
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length > 0)
            {
                _symbols[next[length]++] = (ushort)symbol;
                FillIndex(symbol, length, code[length]++);
            }
        }

        return true;
    }

    /// <summary>The symbol that the next bits begin with, and how many of them it takes; <see cref="None"/> when they are no code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint bits, out int length)
    {
        ushort entry = _index[(int)bits & (_index.Length - 1)];
        length = entry & ((1 << LengthBits) - 1);
        return entry != 0 ? entry >> LengthBits : FindLong(bits, out length);
    }

    private int FindLong(uint bits, out int length)
    {
        int code = 0, first = 0, symbols = 0;
        for (length = 1; length <= MaxLength; length++)
        {
            code |= (int)(bits & 1);
            bits >>= 1;
            int count = _counts[length];
            if (code - first < count)
            {
                return _symbols[symbols + (code - first)];
            }

            symbols += count;
            first = (first + count) << 1;
            code <<= 1;
        }

        return None;
    }

    /// <summary>Codes travel with their first bit first, so an index over bits that are read from the low end holds them reversed, with every continuation.</summary>
    private void FillIndex(int symbol, int length, int code)
    {
        Span<ushort> index = _index;
        if (1 << length > index.Length)
        {
            return;
        }

        ushort entry = (ushort)((symbol << LengthBits) + length);
        for (int i = Reversed(code) >> (MaxLength + 1 - length); i < index.Length; i += 1 << length)
        {
            index[i] = entry;
        }
    }

    /// <summary>Sixteen bits in reverse: neighbours exchanged, then pairs, then fours, then bytes.</summary>
    private static int Reversed(int code)
    {
        code = ((code & 0x5555) << 1) | ((code >> 1) & 0x5555);
        code = ((code & 0x3333) << 2) | ((code >> 2) & 0x3333);
        code = ((code & 0x0F0F) << 4) | ((code >> 4) & 0x0F0F);
        return ((code & 0x00FF) << 8) | (code >> 8);
    }
}
