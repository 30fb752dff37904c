using System.Buffers.Binary;

namespace BetterAuth.Wire.Tokens;

/// <summary>Decompression of exactly one gzip member (RFC 1952) from span to span.</summary>
/// <remarks>Any legal header; check value and length are checked, and nothing may follow. Stricter than the platform's stream, which takes truncated streams, more members and trailing bytes.</remarks>
internal static class Gzip
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;
    private const byte MethodDeflate = 8;

    [Flags]
    private enum Flags : byte
    {
        HeaderCheck = 2,
        Extra = 4,
        Name = 8,
        Comment = 16,
        Reserved = 0xE0,
    }

    /// <summary>Decompresses; false for anything but one well-formed member whose content fits.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> member, Span<byte> output, out int written)
    {
        written = 0;
        if (!TrySkipHeader(member, out int start)
            || !Inflate.TryDecompress(member[start..], output, out int consumed, out int length)
            || member.Length != start + consumed + TrailerLength)
        {
            return false;
        }

        ReadOnlySpan<byte> trailer = member[^TrailerLength..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != Crc32.Of(output[..length])
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)length)
        {
            return false;
        }

        written = length;
        return true;
    }

    /// <summary>Time, extra flags and system are of no interest; the fields behind them are, for where they end.</summary>
    private static bool TrySkipHeader(ReadOnlySpan<byte> member, out int position)
    {
        position = HeaderLength;
        if (member.Length < HeaderLength || member[0] != 0x1F || member[1] != 0x8B || member[2] != MethodDeflate)
        {
            return false;
        }

        Flags flags = (Flags)member[3];
        if ((flags & Flags.Reserved) != 0
            || ((flags & Flags.Extra) != 0 && !TrySkipExtra(member, ref position))
            || ((flags & Flags.Name) != 0 && !TrySkipText(member, ref position))
            || ((flags & Flags.Comment) != 0 && !TrySkipText(member, ref position)))
        {
            return false;
        }

        return (flags & Flags.HeaderCheck) == 0 || TryCheckHeader(member, ref position);
    }

    private static bool TrySkipExtra(ReadOnlySpan<byte> member, ref int position)
    {
        if (member.Length - position < 2)
        {
            return false;
        }

        position += 2 + BinaryPrimitives.ReadUInt16LittleEndian(member[position..]);
        return position <= member.Length;
    }

    private static bool TrySkipText(ReadOnlySpan<byte> member, ref int position)
    {
        int length = member[position..].IndexOf((byte)0);
        position += length + 1;
        return length >= 0;
    }

    private static bool TryCheckHeader(ReadOnlySpan<byte> member, ref int position)
    {
        if (member.Length - position < 2 || BinaryPrimitives.ReadUInt16LittleEndian(member[position..]) != (ushort)Crc32.Of(member[..position]))
        {
            return false;
        }

        position += 2;
        return true;
    }
}
