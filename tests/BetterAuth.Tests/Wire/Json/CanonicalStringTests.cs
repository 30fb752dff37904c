using System.Security.Cryptography;
using System.Text;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class CanonicalStringTests
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

    [Fact]
    public void No_string_is_longer_than_the_bound()
    {
        string[] texts = ["", "\0\0\0", "€€€", "😂", "\"\\"];
        Assert.All(texts, text =>
        {
            CanonicalJsonWriter writer = new(new byte[CanonicalJsonWriter.MaxLengthOf(text)]);
            writer.WriteString(text);
        });
    }

    [Fact]
    public void Long_strings_are_escaped_at_every_position()
    {
        foreach (int length in new[] { 1, 15, 16, 17, 31, 32, 33, 255, 256, 257, 600 })
        {
            for (int at = 0; at < length; at++)
            {
                char[] text = new char[length];
                Array.Fill(text, 'é');
                text[at] = '\u0001';
                string expected = "\"" + new string('é', at) + "\\u0001" + new string('é', length - at - 1) + "\"";
                byte[] buffer = new byte[CanonicalJsonWriter.MaxLengthOf(text)];
                CanonicalJsonWriter writer = new(buffer);
                writer.WriteString(text);
                Assert.Equal(expected, Encoding.UTF8.GetString(buffer, 0, writer.Written));
            }
        }
    }

    [Fact]
    public void A_lone_surrogate_is_refused_on_write()
    {
        string[] texts = ["\ud800", "a\udc00", "\udc00\ud800", "\ud800\ud800\udc00", new string('a', 300) + "\udfff", new string('é', 127) + "a\ud800"];
        Assert.All(texts, text => Assert.Throws<ArgumentException>(() => new CanonicalJsonWriter(new byte[400]).WriteString(text)));
    }

    [Theory]
    [InlineData(new byte[] { 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    public void Text_that_is_not_UTF8_is_refused_on_write(byte[] text) =>
        Assert.Throws<ArgumentException>(() => new CanonicalJsonWriter(new byte[64]).WriteString(text));

    [Fact]
    public void A_destination_that_is_too_short_throws() =>
        Assert.ThrowsAny<ArgumentException>(() => new CanonicalJsonWriter(new byte[4]).WriteVerbatim("12345"u8));

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
