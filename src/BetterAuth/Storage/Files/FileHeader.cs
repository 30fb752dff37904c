using System.Buffers.Binary;
using System.Text;
using BetterAuth.Wire.Tokens;

namespace BetterAuth.Storage.Files;

/// <summary>
/// The first block of an encrypted file: magic (8), version (2), kind of the protector (1 + k), wrapped data key (2 + w), CRC-32 of all that (4). Written once; every slot is bound to its bytes.
/// Numbers are big-endian.
/// </summary>
internal sealed class FileHeader
{
    private const ushort Version = 1;
    private const int MaxKindLength = 32;
    private const int KindOffset = 11;
    private const int ChecksumLength = sizeof(uint);
    private const int MaxLength = KindOffset + MaxKindLength + sizeof(ushort) + IKeyProtector.MaxWrappedLength + ChecksumLength;

    private readonly byte[] _bytes;

    private FileHeader(byte[] bytes) => _bytes = bytes;

    /// <summary>The header as written, its checksum included.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The kind of the protector that wrapped the key.</summary>
    public string Kind => Encoding.ASCII.GetString(_bytes, KindOffset, _bytes[KindOffset - 1]);

    /// <summary>The wrapped data key.</summary>
    public ReadOnlySpan<byte> WrappedKey => _bytes.AsSpan((KindOffset + _bytes[KindOffset - 1] + sizeof(ushort))..^ChecksumLength);

    /// <summary>The line break shows a copy that was taken for text.</summary>
    private static ReadOnlySpan<byte> Magic => "BAFILE\r\n"u8;

    /// <summary>A header for a fresh file.</summary>
    public static FileHeader Create(string kind, ReadOnlySpan<byte> wrappedKey)
    {
        if (kind.Length is 0 or > MaxKindLength || kind.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException($"A key protector's kind has 1 to {MaxKindLength} visible ASCII characters.", nameof(kind));
        }

        if (wrappedKey.Length is 0 or > IKeyProtector.MaxWrappedLength)
        {
            throw new ArgumentException($"A wrapped key has 1 to {IKeyProtector.MaxWrappedLength} bytes.", nameof(wrappedKey));
        }

        byte[] bytes = new byte[KindOffset + kind.Length + sizeof(ushort) + wrappedKey.Length + ChecksumLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(Magic.Length), Version);
        bytes[KindOffset - 1] = (byte)kind.Length;
        Encoding.ASCII.GetBytes(kind, bytes.AsSpan(KindOffset));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(KindOffset + kind.Length), (ushort)wrappedKey.Length);
        wrappedKey.CopyTo(bytes.AsSpan(KindOffset + kind.Length + sizeof(ushort)));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(^ChecksumLength..), Crc32.Of(bytes.AsSpan(..^ChecksumLength)));
        return new FileHeader(bytes);
    }

    /// <summary>Reads a file's header; <see cref="InvalidDataException"/> when it is none.</summary>
    public static FileHeader Read(IFileDevice device)
    {
        byte[] block = new byte[MaxLength];
        int available = device.Read(0, block);
        if (!block.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"'{device.Name}' is not an encrypted file of BetterAuth, or its beginning is damaged.");
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(Magic.Length)) is ushort version && version != Version)
        {
            throw new InvalidDataException($"'{device.Name}' has version {version}; this library knows version {Version}.");
        }

        int kindLength = Math.Min((int)block[KindOffset - 1], MaxKindLength);
        int wrappedLength = BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(KindOffset + kindLength));
        int checksum = KindOffset + kindLength + sizeof(ushort) + wrappedLength;
        return checksum + ChecksumLength <= available
            && kindLength == block[KindOffset - 1]
            && BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(checksum)) == Crc32.Of(block.AsSpan(0, checksum))
            ? new FileHeader(block[..(checksum + ChecksumLength)])
            : throw new InvalidDataException($"The header of '{device.Name}' is damaged. Restore the file from a backup.");
    }
}
