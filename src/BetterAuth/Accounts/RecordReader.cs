using System.Buffers.Binary;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>Reads a record's fields; throws <see cref="InvalidDataException"/> when they are not there. Texts are slices.</summary>
internal ref struct RecordReader(ReadOnlyMemory<byte> record)
{
    private ReadOnlyMemory<byte> _rest = record;

    public static InvalidDataException Malformed() => new("The account record is damaged: restore the store from a backup.");

    public byte Byte() => Take(1).Span[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4).Span);

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8).Span);

    public OperationDigest Digest() => OperationDigest.Read(Take(OperationDigest.Length).Span);

    public Utf8Text Text() => new(Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(2).Span)));

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw Malformed();
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Malformed();
        }

        ReadOnlyMemory<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
