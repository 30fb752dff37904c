using System.Buffers;
using System.Text.Unicode;

namespace BetterAuth.Wire.Json;

public ref partial struct CanonicalJsonWriter
{
    private const int MaxEscapeLength = 6;

    /// <summary>Exact length in bytes of the text that <see cref="WriteString(ReadOnlySpan{byte})"/> writes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> utf8)
    {
        int at = JsonGrammar.IndexOfSpecial(utf8, 0);
        int length = utf8.Length + 2;
        while (at < utf8.Length)
        {
            length += EscapeLength(utf8[at]) - 1;
            at = JsonGrammar.IndexOfSpecial(utf8, at + 1);
        }

        return length;
    }

    /// <summary>Upper bound of the length in bytes of the text that <see cref="WriteString(ReadOnlySpan{char})"/> writes.</summary>
    public static int MaxLengthOf(ReadOnlySpan<char> utf16) => checked((utf16.Length * MaxEscapeLength) + 2);

    /// <summary>A string from UTF-8; throws <see cref="ArgumentException"/> for invalid UTF-8.</summary>
    public void WriteString(scoped ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new ArgumentException("Not UTF-8.", nameof(utf8));
        }

        WriteByte((byte)'"');
        WriteEscaped(utf8);
        WriteByte((byte)'"');
    }

    /// <summary>A string from UTF-16; throws <see cref="ArgumentException"/> for a lone surrogate.</summary>
    public void WriteString(scoped ReadOnlySpan<char> utf16)
    {
        WriteByte((byte)'"');
        Span<byte> chunk = stackalloc byte[256];
        while (!utf16.IsEmpty)
        {
            OperationStatus status = Utf8.FromUtf16(utf16, chunk, out int read, out int written, replaceInvalidSequences: false);
            if (status is not (OperationStatus.Done or OperationStatus.DestinationTooSmall))
            {
                throw new ArgumentException("A lone surrogate has no UTF-8.", nameof(utf16));
            }

            WriteEscaped(chunk[..written]);
            utf16 = utf16[read..];
        }

        WriteByte((byte)'"');
    }

    /// <summary>Valid UTF-8, with the escapes of <c>JSON.stringify</c>.</summary>
    private void WriteEscaped(scoped ReadOnlySpan<byte> utf8)
    {
        while (true)
        {
            int plain = JsonGrammar.IndexOfSpecial(utf8, 0);
            WriteVerbatim(utf8[..plain]);
            if (plain == utf8.Length)
            {
                return;
            }

            WriteEscape(utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }
    }

    private void WriteEscape(byte special)
    {
        WriteByte((byte)'\\');
        byte letter = ShortEscape(special);
        if (letter != 0)
        {
            WriteByte(letter);
            return;
        }

        WriteVerbatim("u00"u8);
        WriteByte((byte)('0' + (special >> 4)));
        WriteByte("0123456789abcdef"u8[special & 0xF]);
    }

    private static int EscapeLength(byte special) => ShortEscape(special) != 0 ? 2 : MaxEscapeLength;

    private static byte ShortEscape(byte special) => special switch
    {
        (byte)'"' or (byte)'\\' => special,
        0x08 => (byte)'b',
        0x09 => (byte)'t',
        0x0A => (byte)'n',
        0x0C => (byte)'f',
        0x0D => (byte)'r',
        _ => 0,
    };
}
