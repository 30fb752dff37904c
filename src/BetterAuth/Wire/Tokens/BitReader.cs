using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BetterAuth.Wire.Tokens;

/// <summary>Reads bits, least significant first (RFC 1951 section 3.1.1).</summary>
/// <remarks>
/// Past the end there are zero bits, so that codes can be looked up without asking how many bits are left; taking more bits than there are sets <see cref="Overrun"/>,
/// which is checked where a loop could otherwise go on for ever and at the end.
/// </remarks>
internal ref struct BitReader(ReadOnlySpan<byte> input)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private int _position;
    private ulong _bits;
    private int _count;

    /// <summary>Whether more was taken than there is.</summary>
    public readonly bool Overrun => _count < 0;

    /// <summary>The next 32 bits without taking them; zeros where there is nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Peek()
    {
        if (_count < 32)
        {
            Fill();
        }

        return (uint)_bits;
    }

    /// <summary>Takes 0 to 32 bits that were looked at.</summary>
    public void Skip(int count)
    {
        _bits >>= count;
        _count -= count;
    }

    /// <summary>Takes 0 to 32 bits.</summary>
    public uint Take(int count)
    {
        uint bits = Peek();
        Skip(count);
        return bits & (uint)((1UL << count) - 1);
    }

    /// <summary>Takes a symbol; <see cref="HuffmanCode.None"/> when the bits are no code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(scoped HuffmanCode code)
    {
        int symbol = code.Find(Peek(), out int length);
        Skip(length);
        return symbol;
    }

    /// <summary>Goes on to the next whole byte and returns how many bytes of the input were taken.</summary>
    public int Align()
    {
        Skip(_count & 7);
        return _position - (_count >> 3);
    }

    /// <summary>Copies whole bytes, after <see cref="Align"/>; false when there are not enough.</summary>
    public bool TryCopy(Span<byte> destination)
    {
        int start = Align();
        if (Overrun || _input.Length - start < destination.Length)
        {
            return false;
        }

        _input.Slice(start, destination.Length).CopyTo(destination);
        _position = start + destination.Length;
        _bits = 0;
        _count = 0;
        return true;
    }

    private void Fill()
    {
        if (_input.Length - _position >= 4)
        {
            _bits |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(_input[_position..]) << _count;
            _position += 4;
            _count += 32;
            return;
        }

        while (_count < 32 && _position < _input.Length)
        {
            _bits |= (ulong)_input[_position++] << _count;
            _count += 8;
        }
    }
}
