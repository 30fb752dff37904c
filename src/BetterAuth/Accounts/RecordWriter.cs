using System.Buffers;
using System.Buffers.Binary;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>Writes a record's fields one after the other.</summary>
internal readonly struct RecordWriter(int capacity)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public void Byte(byte value) => _buffer.Write([value]);

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    public void Digest(OperationDigest digest)
    {
        digest.CopyTo(_buffer.GetSpan(OperationDigest.Length));
        _buffer.Advance(OperationDigest.Length);
    }

    public void Text(Utf8Text text)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.GetSpan(2), checked((ushort)text.Length));
        _buffer.Advance(2);
        _buffer.Write(text.Span);
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
