using System.Buffers.Binary;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Storage.Files;

/// <summary>
/// Seals a record into a slot's bytes: magic (4), version (2), sequence number (8), length (4), nonce (12), ciphertext, tag (16), CRC-32 of all that (4).
/// AES-256-GCM binds the ciphertext to the file's header and to all that stands before the nonce. Not thread-safe.
/// </summary>
internal sealed class SlotCipher : IDisposable
{
    /// <summary>Bytes before the ciphertext.</summary>
    public const int HeadLength = BoundLength + NonceLength;

    /// <summary>Bytes besides the ciphertext.</summary>
    public const int Overhead = HeadLength + TagLength + ChecksumLength;

    private const ushort Version = 1;
    private const int SequenceOffset = 6;
    private const int LengthOffset = 14;
    private const int BoundLength = 18;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int ChecksumLength = sizeof(uint);

    private readonly AesGcm _cipher;
    private readonly byte[] _bound;

    /// <summary>The caller clears <paramref name="dataKey"/>; only the platform's cipher keeps it.</summary>
    public SlotCipher(FileHeader header, ReadOnlySpan<byte> dataKey)
    {
        _cipher = new AesGcm(dataKey, TagLength);
        _bound = [.. header.Bytes, .. new byte[BoundLength]];
    }

    private static ReadOnlySpan<byte> Magic => "SLOT"u8;

    /// <summary>Reads what stands before the ciphertext; false for a slot that was never written, is torn there, or claims more than a record may have.</summary>
    public static bool TryReadHead(ReadOnlySpan<byte> head, out ulong sequence, out int length)
    {
        sequence = BinaryPrimitives.ReadUInt64BigEndian(head[SequenceOffset..]);
        length = BinaryPrimitives.ReadInt32BigEndian(head[LengthOffset..]);
        return head.StartsWith(Magic)
            && BinaryPrimitives.ReadUInt16BigEndian(head[Magic.Length..]) == Version
            && length is >= 0 and <= EncryptedFile.MaxRecordLength;
    }

    /// <summary>The slot's bytes, under a fresh random nonce.</summary>
    public byte[] Seal(ulong sequence, ReadOnlySpan<byte> record)
    {
        byte[] slot = new byte[Overhead + record.Length];
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteUInt16BigEndian(slot.AsSpan(Magic.Length), Version);
        BinaryPrimitives.WriteUInt64BigEndian(slot.AsSpan(SequenceOffset), sequence);
        BinaryPrimitives.WriteInt32BigEndian(slot.AsSpan(LengthOffset), record.Length);
        Span<byte> nonce = slot.AsSpan(BoundLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        _cipher.Encrypt(nonce, record, slot.AsSpan(HeadLength, record.Length), slot.AsSpan(HeadLength + record.Length, TagLength), Bind(slot));
        BinaryPrimitives.WriteUInt32BigEndian(slot.AsSpan(^ChecksumLength..), Crc32.Of(slot.AsSpan(..^ChecksumLength)));
        return slot;
    }

    /// <summary>The record of a slot's bytes, or null when they are torn or were changed. The checksum spares the cipher's exception for every torn slot; the tag is what convinces.</summary>
    public byte[]? Open(ReadOnlySpan<byte> slot)
    {
        if (Crc32.Of(slot[..^ChecksumLength]) != BinaryPrimitives.ReadUInt32BigEndian(slot[^ChecksumLength..]))
        {
            return null;
        }

        byte[] record = SecretBytes.Allocate(slot.Length - Overhead);
        ReadOnlySpan<byte> ciphertext = slot.Slice(HeadLength, record.Length);
        try
        {
            _cipher.Decrypt(slot.Slice(BoundLength, NonceLength), ciphertext, slot.Slice(HeadLength + record.Length, TagLength), record, Bind(slot));
            return record;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cipher.Dispose();

    private byte[] Bind(ReadOnlySpan<byte> slot)
    {
        slot[..BoundLength].CopyTo(_bound.AsSpan(^BoundLength..));
        return _bound;
    }
}
