using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>RFC 8259 rule by rule, in values that are skipped and in objects that are read.</summary>
public class JsonGrammarTests
{
    [Theory]
    [InlineData("[1.]")]
    [InlineData("[.5]")]
    [InlineData("[1e]")]
    [InlineData("[1e+]")]
    [InlineData("[-]")]
    [InlineData("[01]")]
    [InlineData("[+1]")]
    [InlineData("{1}")]
    [InlineData("{1:2}")]
    [InlineData("{a\":1}")]
    [InlineData("{\"a\"=1}")]
    [InlineData("{\"a\"1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,2}")]
    [InlineData("{\"a\":1,b\":2}")]
    [InlineData("[x]")]
    [InlineData("[1 2]")]
    [InlineData("[\"\\u00")]
    [InlineData("[\"\\u00gg\"]")]
    [InlineData("[\"\\q\"]")]
    public void A_value_that_breaks_a_rule_is_not_JSON(string text) => Assert.Equal(("message", "not JSON"), Of(Json.Refused(text)));

    [Theory]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("[\"\\ud800\\u0000\"]")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"a\":1,\"\\ud800\":1}")]
    [InlineData("[[\"\\ud800\"]]")]
    public void Half_a_surrogate_pair_is_named_wherever_it_is(string text) => Assert.Equal(("message", "lone surrogate"), Of(Json.Refused(text)));

    [Theory]
    [InlineData("{\"a\":1,\"a\":1}")]
    [InlineData("[{\"b\":{\"a\":1,\"\\u0061\":1}}]")]
    public void A_name_that_is_there_twice_is_named_wherever_it_is(string text) => Assert.Equal(("message", "duplicate member"), Of(Json.Refused(text)));

    [Fact]
    public void Every_digit_of_an_escape_counts_in_both_cases()
    {
        foreach (char digit in "0123456789abcdefABCDEF")
        {
            Assert.Equal("\"" + (char)Convert.ToInt32($"41{digit}{digit}", 16) + "\"", Json.Canonical($"\"\\u41{digit}{digit}\""));
        }
    }

    [Theory]
    [InlineData("{a\":\"b\"}", "message", "not JSON")]
    [InlineData("{\"\\ud800\":\"b\"}", "", "lone surrogate")]
    public void A_name_that_is_no_string_ends_the_reading(string text, string field, string details)
    {
        JsonScanner scanner = Scanner(text);
        Assert.True(scanner.TryBeginObject(out _));
        Assert.False(scanner.TryReadName(out _));
        Assert.Equal((field, details), Of(scanner.Refuse("")));
        Assert.False(scanner.TryEndObject(out _));
    }

    [Fact]
    public void An_end_that_is_not_there_is_no_JSON()
    {
        JsonScanner scanner = Scanner("}");
        Assert.False(scanner.TryEndObject(out Refusal? refusal));
        Assert.Equal(("message", "not JSON"), Of(refusal));
    }

    [Fact]
    public void Objects_side_by_side_are_not_deep()
    {
        JsonScanner scanner = Scanner("{" + string.Join(',', Enumerable.Range(0, 100).Select(n => $"\"n{n}\":{{}}")) + "}");
        Assert.True(scanner.TryBeginObject(out _));
        while (scanner.TryReadName(out _))
        {
            Assert.True(scanner.TryBeginObject(out Refusal? refusal), refusal?.ToString());
            Assert.False(scanner.TryReadName(out _));
            Assert.True(scanner.TryEndObject(out _));
        }

        Assert.True(scanner.TryEndObject(out _) && scanner.TryEnd(out _));
    }

    [Fact]
    public void A_refusal_says_what_was_wrong_first()
    {
        JsonScanner other = Scanner("[]");
        Assert.False(other.TryBeginObject(out Refusal? refusal));
        Assert.Equal(("", "not an object"), Of(refusal));

        JsonScanner half = Scanner("\"\\ud800\"");
        Assert.False(half.TryReadRaw(out _));
        Assert.False(half.TryBeginObject(out refusal));
        Assert.Equal(("", "lone surrogate"), Of(refusal));
    }

    [Fact]
    public void A_name_far_too_long_is_reported_as_it_was_written()
    {
        Assert.Equal("\\u0061" + new string('a', 58), Scanner("{}").RefuseMember(Encoding.UTF8.GetBytes("\\u0061" + new string('a', 1000)), "unknown member")["field"]);
    }

    [Fact]
    public void A_value_that_was_read_comes_without_a_refusal()
    {
        Assert.True(RawJson.TryParse("[1]"u8.ToArray(), out _, out Refusal? refusal));
        Assert.Null(refusal);

        System.Text.Json.Utf8JsonReader reader = new("[1, 2]"u8);
        Assert.True(reader.Read());
        Assert.True(RawJson.TryRead(ref reader, out RawJson value, out refusal));
        Assert.Null(refusal);
        Assert.Equal("[1, 2]", value.ToString());
    }

    private static (string? Field, string? Details) Of(Refusal refusal) => (refusal["field"], refusal["details"]);

    private static JsonScanner Scanner(string text) => new(Encoding.UTF8.GetBytes(text), null);
}
