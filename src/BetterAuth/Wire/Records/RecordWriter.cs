using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BetterAuth.Wire.Records;

/// <summary>Writes the fields of a record one after the other; integers little-endian. Buffers that are outgrown are cleared: records hold keys.</summary>
internal sealed class RecordWriter(int capacity)
{
    private byte[] _buffer = new byte[capacity];
    private int _written;

    public void Byte(byte value) => Take(1)[0] = value;

    public void Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void Int64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>A text with its 16-bit length before it.</summary>
    public void Text(Utf8Text text)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Take(2), checked((ushort)text.Length));
        Bytes(text.Span);
    }

    /// <summary>Bytes with their 32-bit length before them.</summary>
    public void Blob(ReadOnlySpan<byte> bytes)
    {
        Int32(bytes.Length);
        Bytes(bytes);
    }

    /// <summary>Bytes of a length the reader knows.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>The next <paramref name="length"/> bytes, to be filled.</summary>
    public Span<byte> Take(int length)
    {
        if (_buffer.Length - _written < length)
        {
            byte[] larger = new byte[Math.Max(2 * _buffer.Length, _written + length)];
            _buffer.AsSpan(0, _written).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_buffer);
            _buffer = larger;
        }

        _written += length;
        return _buffer.AsSpan(_written - length, length);
    }

    /// <summary>The record; the writer's own buffer is cleared.</summary>
    public byte[] ToArray()
    {
        byte[] record = _buffer[.._written];
        CryptographicOperations.ZeroMemory(_buffer);
        _written = 0;
        return record;
    }
}
