using System.Buffers.Binary;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Storage.Files;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Fuzzing.Mutations;

/// <summary>Changes of an encrypted file under check values that are right again, so that they get past those.</summary>
internal static class ChecksumMutations
{
    private const int KindLengthOffset = 10;

    /// <summary>A change of the header, and the header's check value.</summary>
    public static byte[] Header(byte[] input, byte[] other, FuzzRandom random)
    {
        byte[] changed = [.. input];
        if (changed.Length < SlotBlocks.Length)
        {
            return changed;
        }

        changed[random.Below(80)] = random.Byte();
        int wrapped = KindLengthOffset + 1 + changed[KindLengthOffset];
        int end = wrapped + 2 + BinaryPrimitives.ReadUInt16BigEndian(changed.AsSpan(wrapped));
        if (end + 4 <= changed.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(end), Crc32.Of(changed.AsSpan(0, end)));
        }

        return changed;
    }

    /// <summary>A change of a slot, and the slot's check value.</summary>
    public static byte[] Slot(byte[] input, byte[] other, FuzzRandom random)
    {
        byte[] changed = [.. input];
        int start = SlotBlocks.Length * (1 + random.Below(2));
        if (changed.Length < start + SlotCipher.Overhead)
        {
            return changed;
        }

        changed[start + random.Below(SlotCipher.Overhead)] = random.OneIn(2) ? random.Byte() : (byte)random.Below(3);
        SlotCipher.TryReadHead(changed.AsSpan(start, SlotCipher.HeadLength), out _, out int length);
        int end = start + SlotCipher.Overhead + length - 4;
        if (length >= 0 && length < SlotBlocks.Length - SlotCipher.Overhead && end + 4 <= changed.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(end), Crc32.Of(changed.AsSpan(start..end)));
        }

        return changed;
    }
}
