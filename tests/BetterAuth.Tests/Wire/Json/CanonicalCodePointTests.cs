using System.Security.Cryptography;
using System.Text;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>Each of the 1,112,064 code points, held to Node.js by one digest.</summary>
public class CanonicalCodePointTests
{
    // Printed by eng/canonical-strings.mjs (Node.js 20).
    private const string NodeDigest = "64d61d2c2e7b4d91f583c47fae4272b667c509b4f0a8583e9ef92a373f9aed87";

    [Fact]
    public void Every_code_point_is_written_as_JavaScript_writes_it()
    {
        using IncrementalHash fromUtf8 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using IncrementalHash fromUtf16 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> utf8 = stackalloc byte[4];
        Span<char> utf16 = stackalloc char[2];
        Span<byte> text = stackalloc byte[8];
        foreach (Rune point in Scalars())
        {
            ReadOnlySpan<byte> bytes = utf8[..point.EncodeToUtf8(utf8)];
            CanonicalJsonWriter writer = new(text);
            writer.WriteString(bytes);
            fromUtf8.AppendData(text[..writer.Written]);
            if (writer.Written != CanonicalJsonWriter.LengthOf(bytes))
            {
                Assert.Fail($"The length of U+{point.Value:X4} is wrong.");
            }

            ReadOnlySpan<char> units = utf16[..point.EncodeToUtf16(utf16)];
            writer = new(text);
            writer.WriteString(units);
            fromUtf16.AppendData(text[..writer.Written]);
        }

        Assert.Equal(NodeDigest, Convert.ToHexStringLower(fromUtf8.GetHashAndReset()));
        Assert.Equal(NodeDigest, Convert.ToHexStringLower(fromUtf16.GetHashAndReset()));
    }

    [Fact]
    public void Every_code_point_written_as_an_escape_becomes_what_JavaScript_writes()
    {
        using IncrementalHash digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<char> utf16 = stackalloc char[2];
        byte[] text = new byte[16];
        byte[] canonical = new byte[16];
        foreach (Rune point in Scalars())
        {
            int length = 1;
            text[0] = (byte)'"';
            foreach (char unit in utf16[..point.EncodeToUtf16(utf16)])
            {
                "\\u"u8.CopyTo(text.AsSpan(length));
                ((int)unit).TryFormat(text.AsSpan(length + 2), out _, "X4");
                length += 6;
            }

            text[length++] = (byte)'"';
            if (!RawJson.TryParse(text.AsMemory(0, length), out RawJson value, out _))
            {
                Assert.Fail($"U+{point.Value:X4} is refused.");
            }

            digest.AppendData(canonical, 0, WireWriter.Write(value, canonical));
        }

        Assert.Equal(NodeDigest, Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private static IEnumerable<Rune> Scalars()
    {
        for (int point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                yield return new Rune(point);
            }
        }
    }
}
