using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Generators.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;
using BetterAuth.Wire.Values;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>Values of members by themselves: what a refusal says, what is no value, and how much room one takes.</summary>
public class ValueEdgeTests
{
    [Theory]
    [InlineData("[]", "", "not an object")]
    [InlineData("""{"a":1}""", "a", "not a boolean")]
    [InlineData("""{"a":true,"a":true}""", "a", "duplicate member")]
    [InlineData("""{"0":true}""", "0", "looks like an array index")]
    public void A_refusal_of_a_table_says_what_is_wrong(string json, string field, string details) =>
        Assert.Equal((field, details), Refused<Dictionary<string, bool>, DictionaryValue<bool, BooleanValue>>(json));

    [Theory]
    [InlineData("{}", "", "not an array")]
    [InlineData("[true,1]", "1", "not a boolean")]
    public void A_refusal_of_a_list_says_what_is_wrong(string json, string field, string details) =>
        Assert.Equal((field, details), Refused<bool[], ArrayValue<bool, BooleanValue>>(json));

    [Fact]
    public void What_was_read_comes_without_a_refusal()
    {
        Assert.Equal(1.5, Read<double, DoubleValue>("1.5"));
        Assert.Equal(1.5f, Read<float, SingleValue>("1.5"));
        Assert.Equal([true], Read<bool[], ArrayValue<bool, BooleanValue>>("[true]"));
    }

    [Fact]
    public void None_is_no_collection()
    {
        None<bool[], ArrayValue<bool, BooleanValue>>();
        None<List<bool>, ListValue<bool, BooleanValue>>();
        None<IReadOnlyList<bool>, ReadOnlyListValue<bool, BooleanValue>>();
        None<Dictionary<string, bool>, DictionaryValue<bool, BooleanValue>>();
        None<IReadOnlyDictionary<string, bool>, ReadOnlyDictionaryValue<bool, BooleanValue>>();
    }

    [Fact]
    public void There_is_room_for_what_takes_all_of_it()
    {
        Assert.Equal("[false,false,false]", Written<bool[], ArrayValue<bool, BooleanValue>>([false, false, false]));
        Assert.Equal("[false,false,false]", Written<IReadOnlyList<bool>, ReadOnlyListValue<bool, BooleanValue>>([false, false, false]));
        Dictionary<string, bool> table = new() { [""] = false };
        Assert.Equal("""{"":false}""", Written<Dictionary<string, bool>, DictionaryValue<bool, BooleanValue>>(table));
        Assert.Equal("""{"":false}""", Written<IReadOnlyDictionary<string, bool>, ReadOnlyDictionaryValue<bool, BooleanValue>>(table));
        string text = new('x', 100);
        Assert.Equal($"\"{text}\"", Written<string?, NullableReference<string, StringValue>>(text));
        Assert.Equal("null", Written<string?, NullableReference<string, StringValue>>(null));
    }

    [Theory]
    [InlineData(null, null, "{}")]
    [InlineData("a", null, """{"first":"a"}""")]
    [InlineData(null, "b", """{"second":"b"}""")]
    [InlineData("a", "b", """{"first":"a","second":"b"}""")]
    public void Between_members_that_may_be_missing_there_is_a_comma_where_both_are_there(string? first, string? second, string json)
    {
        Assert.Equal(json, Message.Write(new Maybe(first, second)));
        Assert.Equal(new Maybe(first, second), Message.Read<Maybe>(json));
    }

    private static T Read<T, TValue>(string json)
        where TValue : IWireValue<T>
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Assert.True(TValue.TryRead(ref reader, out T? value, out Refusal? refusal));
        Assert.Null(refusal);
        return value;
    }

    private static (string? Field, string? Details) Refused<T, TValue>(string json)
        where TValue : IWireValue<T>
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Assert.False(TValue.TryRead(ref reader, out T? value, out Refusal? refusal));
        Assert.Equal(default, value);
        return (refusal["field"], refusal["details"]);
    }

    private static void None<T, TValue>()
        where T : class
        where TValue : IWireValue<T>
    {
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(static () => TValue.MaxLength(null!)).ParamName);
        Assert.Equal("value", Assert.Throws<ArgumentNullException>(static () =>
        {
            CanonicalJsonWriter writer = new(new byte[10]);
            TValue.Write(ref writer, null!);
        }).ParamName);
    }

    private static string Written<T, TValue>(T value)
        where TValue : IWireValue<T>
    {
        byte[] text = new byte[TValue.MaxLength(value)];
        CanonicalJsonWriter writer = new(text);
        TValue.Write(ref writer, value);
        return Encoding.UTF8.GetString(text, 0, writer.Written);
    }
}

[BetterAuthMessage]
internal sealed partial record Maybe(string? First, string? Second);
