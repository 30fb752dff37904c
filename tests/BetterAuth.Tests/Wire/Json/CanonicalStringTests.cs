using System.Text;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class CanonicalStringTests
{
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
}
