using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

public class JsonScannerTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" { } ")]
    [InlineData("\t{\r\n\"a\" : \"b\" , \"c\":\"\" }\n")]
    public void An_object_is_read_member_by_member(string text)
    {
        JsonScanner scanner = Scanner(text);
        Assert.True(scanner.TryBeginObject(out _));
        while (scanner.TryReadName(out _))
        {
            Assert.True(scanner.TryReadText(TextShape.Any, out _));
        }

        Assert.True(scanner.TryEndObject(out _));
        Assert.True(scanner.TryEnd(out _));
    }

    [Theory]
    [InlineData("{,}")]
    [InlineData("{\"a\":\"b\",}")]
    [InlineData("{\"a\":\"b\" \"c\":\"d\"}")]
    [InlineData("{\"a\" \"b\"}")]
    [InlineData("{\"a\":\"b\"")]
    [InlineData("{\"a\":\"b\"]")]
    [InlineData("{a:\"b\"}")]
    [InlineData("{'a':\"b\"}")]
    [InlineData("{\"a\":\"b\"/**/}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":'b'}")]
    [InlineData("{\"a\":0x10}")]
    [InlineData("{\"a\":nul}")]
    [InlineData("{\"a\":\"b\u0001\"}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\u0000\":\"b\"}")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":\"")]
    [InlineData("{\"a\":\"b\\")]
    [InlineData("{\"a\":\"b\\u")]
    [InlineData("{\"a\":\"b\\u00g0\"}")]
    [InlineData("{\"a")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("x")]
    public void Text_that_is_not_JSON_is_refused_as_a_whole(string text) => Assert.Equal("message", ReadTexts(text)!["field"]);

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":-1.5e3}")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1 ,")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"a\":true}")]
    [InlineData("{\"a\":[]}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":\"\\u0062\"}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void JSON_of_another_shape_is_refused_by_the_members_name(string text) => Assert.Equal("a", ReadTexts(text)!["field"]);

    [Fact]
    public void After_a_refusal_nothing_more_is_read()
    {
        JsonScanner scanner = Scanner("{\"a\":1,\"b\":\"c\"}");
        Assert.True(scanner.TryBeginObject(out _));
        Assert.True(scanner.TryReadName(out _));
        Assert.False(scanner.TryReadText(TextShape.Any, out _));
        Assert.False(scanner.TryReadRaw(out _));
        Assert.False(scanner.TryReadName(out _));
        Assert.False(scanner.TryEndObject(out _));
        Assert.False(scanner.TryEnd(out _));
    }

    [Fact]
    public void A_refused_text_that_ends_the_message_is_not_the_end_of_what_was_read()
    {
        JsonScanner escaped = Scanner("\"\\u0062\"");
        Assert.False(escaped.TryReadText(TextShape.Any, out _));
        Assert.False(escaped.TryEnd(out _));
        Assert.Equal(0, escaped.Position);

        JsonScanner misshapen = new("\"b\""u8.ToArray(), BetterAuth.Cryptography.CryptographicSuite.Default);
        Assert.False(misshapen.TryReadText(TextShape.Nonce, out _));
        Assert.False(misshapen.TryEnd(out _));
        Assert.Equal(0, misshapen.Position);
    }

    [Fact]
    public void A_text_is_a_slice_of_the_message()
    {
        byte[] message = "{\"a\":\"é€😂\"}"u8.ToArray();
        JsonScanner scanner = new(message, null);
        Assert.True(scanner.TryBeginObject(out _) && scanner.TryReadName(out ReadOnlySpan<byte> name) && name.SequenceEqual("a"u8));
        Assert.True(scanner.TryReadText(TextShape.Any, out Utf8Text text));
        Assert.Equal("é€😂", text.ToString());
        Assert.True(message.AsSpan().Overlaps(text.Span, out int offset));
        Assert.Equal(6, offset);
    }

    [Fact]
    public void A_name_with_escapes_is_given_as_written()
    {
        JsonScanner scanner = Scanner("{\"pa\\u0079load\":1}");
        Assert.True(scanner.TryBeginObject(out _));
        Assert.True(scanner.TryReadName(out ReadOnlySpan<byte> name));
        Assert.Equal("pa\\u0079load", Encoding.UTF8.GetString(name));
        Assert.Equal("payload", scanner.RefuseMember(name, "unknown member")["field"]);
    }

    [Fact]
    public void A_refusals_field_is_short_and_printable()
    {
        JsonScanner scanner = Scanner("{}");
        Assert.Equal(64, scanner.RefuseMember(Encoding.UTF8.GetBytes(new string('a', 100_000)), "unknown member")["field"]!.Length);
        Assert.Equal("a?b?c?~!", scanner.RefuseMember("a b\"c\u007f~!"u8, "unknown member")["field"]);
        Assert.Equal(new string('a', 64), scanner.RefuseMember(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\\u0061", 64))), "unknown member")["field"]);
        Assert.Equal("a??b??c", scanner.RefuseMember("a\\n\\u0000b\\u00e9c"u8, "unknown member")["field"]);
        string cut = string.Concat(Enumerable.Repeat("\\ud83d\\ude02", 1000));
        for (int shift = 0; shift < 12; shift++)
        {
            Assert.Equal(64, scanner.RefuseMember(Encoding.UTF8.GetBytes(new string('x', shift) + cut), "unknown member")["field"]!.Length);
        }
    }

    [Fact]
    public void An_end_without_a_beginning_is_refused()
    {
        JsonScanner scanner = Scanner("}");
        Assert.False(scanner.TryReadName(out _));
        Assert.False(scanner.TryEndObject(out _));
    }

    [Theory]
    [InlineData("{\"a\":{},\"b\":{}}", true)]
    [InlineData("{\"a\":{}\"b\":{}}", false)]
    [InlineData("{\"a\":{},}", false)]
    public void Between_objects_there_is_a_comma(string text, bool accepted)
    {
        JsonScanner scanner = Scanner(text);
        Assert.True(scanner.TryBeginObject(out _));
        while (scanner.TryReadName(out _))
        {
            Assert.True(scanner.TryBeginObject(out _) && !scanner.TryReadName(out _) && scanner.TryEndObject(out _));
        }

        Assert.Equal(accepted, scanner.TryEndObject(out _) && scanner.TryEnd(out _));
    }

    [Theory]
    [InlineData("{}\0")]
    [InlineData("\0{}")]
    [InlineData("[\"\\ud800xudc00\"]")]
    [InlineData("[\"\\ud800\\xdc00\"]")]
    [InlineData("[\"\\udc00\\ud800\"]")]
    [InlineData("[\"\\ud800\\ud800\"]")]
    public void Zero_bytes_around_a_value_and_halves_of_pairs_are_refused(string text) => Assert.False(Json.Accepts(text));

    [Fact]
    public void J_25_Depth_64_is_read_and_65_refused()
    {
        Assert.True(Json.Accepts(Nested(64, "[", "]")));
        Assert.True(Json.Accepts(Nested(64, "{\"a\":", "}", "1")));
        Assert.Equal("message", Json.Refused(Nested(65, "[", "]"))["field"]);
        Assert.Equal("nested too deeply", Json.Refused(Nested(65, "{\"a\":", "}", "1"))["details"]);

        // The objects that the views have opened count.
        Assert.True(ReadRawMember("{\"a\":" + Nested(63, "[", "]") + "}", out _));
        Assert.False(ReadRawMember("{\"a\":" + Nested(64, "[", "]") + "}", out Refusal? refusal));
        Assert.Equal("message", refusal!["field"]);
    }

    [Fact]
    public void Sixty_four_objects_are_entered_and_no_more()
    {
        JsonScanner scanner = Scanner(Nested(65, "{\"a\":", "}", "1"));
        for (int depth = 0; depth < 64; depth++)
        {
            Assert.True(scanner.TryBeginObject(out _) && scanner.TryReadName(out _));
        }

        Assert.False(scanner.TryBeginObject(out Refusal? refusal));
        Assert.Equal(("message", "nested too deeply"), (refusal["field"], refusal["details"]));
    }

    [Fact]
    public void J_25_Depth_100000_neither_overflows_the_stack_nor_throws()
    {
        Assert.False(Json.Accepts(Nested(100_000, "[", "]")));
        Assert.False(Json.Accepts(new string('[', 100_000)));
        Assert.False(Json.Accepts(Nested(100_000, "{\"a\":", "}", "1")));
    }

    private static string Nested(int depth, string open, string close, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));

    private static JsonScanner Scanner(string text) => new(Encoding.UTF8.GetBytes(text), null);

    private static bool ReadRawMember(string text, out Refusal? refusal)
    {
        JsonScanner scanner = Scanner(text);
        Assert.True(scanner.TryBeginObject(out refusal) && scanner.TryReadName(out _));
        bool read = scanner.TryReadRaw(out _);
        refusal = read ? null : scanner.Refuse("a");
        return read;
    }

    private static Refusal? ReadTexts(string text)
    {
        JsonScanner scanner = Scanner(text);
        if (!scanner.TryBeginObject(out Refusal? refusal))
        {
            return refusal;
        }

        while (scanner.TryReadName(out ReadOnlySpan<byte> name))
        {
            string field = Encoding.UTF8.GetString(name);
            if (!scanner.TryReadText(TextShape.Any, out _))
            {
                return scanner.Refuse(field);
            }
        }

        return scanner.TryEndObject(out refusal) && scanner.TryEnd(out refusal) ? null : refusal;
    }
}
