using System.Buffers.Binary;

namespace BetterAuth.Wire.Tokens;

/// <summary>The check value of gzip (RFC 1952 section 8): CRC-32 with the reflected polynomial 0xEDB88320, eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Step = sizeof(ulong);
    private const int Row = 256;

    // Remainders of sums are sums of remainders, so eight bytes take eight lookups that do not wait for each other.
    private static readonly uint[] Table = MakeTable();

    /// <summary>The check value of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> table = Table.AsSpan(0, Step * Row);
        uint crc = ~0u;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            crc = table[(7 * Row) + (byte)word] ^ table[(6 * Row) + (byte)(word >> 8)] ^ table[(5 * Row) + (byte)(word >> 16)] ^ table[(4 * Row) + (byte)(word >> 24)]
                ^ table[(3 * Row) + (byte)(word >> 32)] ^ table[(2 * Row) + (byte)(word >> 40)] ^ table[Row + (byte)(word >> 48)] ^ table[(byte)(word >> 56)];
        }

        foreach (byte value in bytes)
        {
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>The remainders of every byte with 0 to 7 bytes of zeros after it, row by row.</summary>
    internal static uint[] MakeTable()
    {
        uint[] table = new uint[Step * Row];
        for (uint value = 0; value < Row; value++)
        {
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
            }

            table[value] = remainder;
        }

        for (int i = Row; i < table.Length; i++)
        {
            table[i] = table[(byte)table[i - Row]] ^ (table[i - Row] >> 8);
        }

        return table;
    }
}
