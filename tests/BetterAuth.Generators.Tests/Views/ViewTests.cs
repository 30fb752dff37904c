using System.Runtime.InteropServices;
using System.Text;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Views;

/// <summary>A view that a user declares behaves as the protocol's own.</summary>
public class ViewTests
{
    private const string Json = """{"key":"k","any thing":[1, 2],"inner":{"a":"b"}}""";

    [Fact]
    public void Members_are_slices_of_the_buffer()
    {
        byte[] buffer = Encoding.UTF8.GetBytes(Json);
        Assert.True(WireReader.TryRead(buffer, suite: null, out Slices slices, out Refusal? refusal), refusal?.ToString());
        Assert.Equal("k", slices.Key.ToString());
        Assert.Equal("[1, 2]", slices.Anything.ToString());
        Assert.Equal("b", slices.Inner.A.ToString());
        Assert.All([slices.Key.Memory, slices.Anything.Memory, slices.Inner.A.Memory], slice => Assert.Same(buffer, MemoryMarshal.TryGetArray(slice, out ArraySegment<byte> segment) ? segment.Array : null));
    }

    [Fact]
    public void What_is_written_is_canonical_and_of_the_stated_length()
    {
        Assert.True(WireReader.TryRead(Encoding.UTF8.GetBytes(Json), suite: null, out Slices slices, out _));
        string text = Encoding.UTF8.GetString(WireWriter.ToArray(slices));
        Assert.Equal(Json.Replace(", ", ",", StringComparison.Ordinal), text);
        Assert.Equal(text.Length, Slices.MaxLength(slices));
    }

    [Theory]
    [InlineData("""{"key":"k","any thing":1,"inner":{}}""", "inner.a")]
    [InlineData("""{"key":"k","any thing":1}""", "inner")]
    [InlineData("""{"key":"k","any thing":1,"inner":{"a":""},"key":"k"}""", "key")]
    [InlineData("""{"key":"k","any thing":1,"inner":{"a":""},"Key":"k"}""", "Key")]
    [InlineData("""{"key":null,"any thing":1,"inner":{"a":""}}""", "key")]
    [InlineData("""{"key":"k","any thing":1,"inner":{"a":"\u0041"}}""", "inner.a")]
    [InlineData("""{"key":"k","any thing":1,"inner":null}""", "inner")]
    [InlineData("""{"key":"k","any thing":1,"inner":{"a":""}""", "message")]
    [InlineData("[]", "message")]
    public void Anything_else_is_refused(string json, string field)
    {
        Assert.False(WireReader.TryRead(Encoding.UTF8.GetBytes(json), suite: null, out Slices _, out Refusal? refusal));
        Assert.Equal((ErrorCode.InvalidMessage, field), (refusal.Code, refusal["field"]));
    }
}

[BetterAuthMessage]
internal readonly partial record struct Slices(Utf8Text Key, [property: MemberName("any thing")] RawJson Anything, Inner Inner);

[BetterAuthMessage]
internal readonly partial struct Inner
{
    public required Utf8Text A { get; init; }
}
