using System.Buffers.Binary;

using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class ByteMutations
{
    private static readonly long[] TellingNumbers = [0, 1, -1, 2, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [FlipBit, SetByte, Insert, Remove, Repeat, Truncate, Splice, Swap, Number];

    public static byte[] FlipBit(byte[] input, byte[] other, FuzzRandom random) => At(input, random, (ref byte next) => next ^= (byte)(1 << random.Below(8)));

    public static byte[] SetByte(byte[] input, byte[] other, FuzzRandom random) => At(input, random, (ref byte next) => next = random.Byte());

    public static byte[] Insert(byte[] input, byte[] other, FuzzRandom random)
    {
        int at = random.Below(input.Length + 1);
        return [.. input[..at], .. random.Bytes(1 + random.Below(4)), .. input[at..]];
    }

    public static byte[] Remove(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        return [.. input[..start], .. input[end..]];
    }

    /// <summary>A piece once more, somewhere.</summary>
    public static byte[] Repeat(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        int at = random.Below(input.Length + 1);
        return [.. input[..at], .. input[start..end], .. input[at..]];
    }

    public static byte[] Truncate(byte[] input, byte[] other, FuzzRandom random) => input[..random.Below(input.Length + 1)];

    /// <summary>The beginning of one and the end of another.</summary>
    public static byte[] Splice(byte[] input, byte[] other, FuzzRandom random) => [.. input[..random.Below(input.Length + 1)], .. other[random.Below(other.Length + 1)..]];

    /// <summary>Two pieces change places.</summary>
    public static byte[] Swap(byte[] input, byte[] other, FuzzRandom random)
    {
        (int start, int end) = Piece(input, random);
        int at = random.Below(start + 1);
        return [.. input[..at], .. input[start..end], .. input[at..start], .. input[end..]];
    }

    /// <summary>A number at which lengths and counts go wrong first, in 1, 2, 4 or 8 bytes, either way round.</summary>
    public static byte[] Number(byte[] input, byte[] other, FuzzRandom random)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        long value = random.Pick(TellingNumbers);
        int width = 1 << random.Below(4);
        if (random.OneIn(2))
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number = number[..width];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number = number[^width..];
        }

        byte[] changed = [.. input];
        int at = random.Below(input.Length + 1);
        number[..Math.Min(width, input.Length - at)].CopyTo(changed.AsSpan(at));
        return changed;
    }

    /// <summary>Start and end of a piece, mostly a short one.</summary>
    public static (int Start, int End) Piece(byte[] input, FuzzRandom random)
    {
        int start = random.Below(input.Length + 1);
        return (start, start + random.Length(input.Length - start));
    }

    private static byte[] At(byte[] input, FuzzRandom random, ByteChange change)
    {
        byte[] changed = [.. input];
        if (changed.Length > 0)
        {
            change(ref changed[random.Below(changed.Length)]);
        }

        return changed;
    }

    private delegate void ByteChange(ref byte next);
}
