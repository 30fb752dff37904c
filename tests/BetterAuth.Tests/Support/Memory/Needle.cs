using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BetterAuth.Tests.Support.Memory;

/// <summary>Bytes that are looked for in memory, kept under a random mask so that the search does not find itself. Of the bytes as they are only the first eight are ever put together.</summary>
internal sealed class Needle
{
    private const int PrefixLength = sizeof(ulong);

    private readonly byte[] _masked;
    private readonly byte[] _mask;

    /// <summary>The caller clears <paramref name="clear"/>.</summary>
    public Needle(string form, ReadOnlySpan<byte> clear)
    {
        Form = form;
        _mask = RandomNumberGenerator.GetBytes(clear.Length);
        _masked = new byte[clear.Length];
        for (int i = 0; i < clear.Length; i++)
        {
            _masked[i] = (byte)(clear[i] ^ _mask[i]);
        }
    }

    /// <summary>What the bytes are: <c>raw</c>, <c>hex</c> and so on.</summary>
    public string Form { get; }

    public int Length => _masked.Length;

    /// <summary>How often the bytes occur.</summary>
    public int CountIn(ReadOnlySpan<byte> memory)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, BinaryPrimitives.ReadUInt64LittleEndian(_masked) ^ BinaryPrimitives.ReadUInt64LittleEndian(_mask));
        int count = 0;
        for (int start = 0, found; (found = memory[start..].IndexOf(prefix)) >= 0; start += found + 1)
        {
            count += IsAt(memory[(start + found)..]) ? 1 : 0;
        }

        return count;
    }

    private bool IsAt(ReadOnlySpan<byte> memory)
    {
        if (memory.Length < Length)
        {
            return false;
        }

        for (int i = PrefixLength; i < Length; i++)
        {
            if ((byte)(memory[i] ^ _mask[i]) != _masked[i])
            {
                return false;
            }
        }

        return true;
    }
}
