using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BetterAuth.Wire.Records;

/// <summary>Writes the fields of a record one after the other; integers little-endian.</summary>
/// <param name="capacity">Bytes to begin with.</param>
/// <param name="holdsKeys">Whether private keys are among the fields: then buffers do not move, so that the collector leaves no copies behind. They are cleared in any case.</param>
internal sealed class RecordWriter(int capacity, bool holdsKeys = false)
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(capacity, pinned: holdsKeys);
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
            byte[] larger = GC.AllocateUninitializedArray<byte>(Math.Max(2 * _buffer.Length, _written + length), pinned: holdsKeys);
            _buffer.AsSpan(0, _written).CopyTo(larger);
            CryptographicOperations.ZeroMemory(_buffer);
            _buffer = larger;
        }

        _written += length;
        return _buffer.AsSpan(_written - length, length);
    }

    /// <summary>The record; the writer's own buffer is cleared. A record that holds keys is cleared by the caller.</summary>
    public byte[] ToArray()
    {
        byte[] record = GC.AllocateUninitializedArray<byte>(_written, pinned: holdsKeys);
        _buffer.AsSpan(0, _written).CopyTo(record);
        CryptographicOperations.ZeroMemory(_buffer);
        _written = 0;
        return record;
    }
}
