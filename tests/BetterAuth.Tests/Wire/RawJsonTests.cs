using System.Text;
using BetterAuth.Errors;
using BetterAuth.Tests.Wire.Messages;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Wire;

public class RawJsonTests
{
    [Fact]
    public void A_value_is_read_as_a_declared_type_that_owns_what_it_holds()
    {
        byte[] buffer = Encoding.UTF8.GetBytes("""{"name":"n","times":2}""");
        Assert.True(RawJson.TryParse(buffer, out RawJson raw, out _));
        Assert.True(raw.TryReadAs<Greeting>("request", out Greeting? greeting, out Refusal? refusal), refusal?.ToString());
        Array.Clear(buffer);
        Assert.Equal(new Greeting("n", 2), greeting);
    }

    [Theory]
    [InlineData("""{"name":"n","times":"2"}""", "request.times")]
    [InlineData("[]", "request")]
    public void The_refusal_names_the_field_below_the_root(string json, string field)
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson raw, out _));
        Assert.False(raw.TryReadAs<Greeting>("request", out Greeting? _, out Refusal? refusal));
        Assert.Equal((ErrorCode.InvalidMessage, field), (refusal.Code, refusal["field"]));
    }

    [Fact]
    public void A_value_that_was_never_read_is_refused()
    {
        Assert.False(default(RawJson).TryReadAs<Greeting>("request", out Greeting? _, out Refusal? refusal));
        Assert.Equal((ErrorCode.InvalidMessage, "request"), (refusal.Code, refusal["field"]));
    }

    [Fact]
    public void Equality_is_by_bytes_as_they_came()
    {
        RawJson one = Parse("[1]"), same = Parse("[1]"), other = Parse("[1 ]");
        Assert.True(one == same && one.Equals((object)same) && one.GetHashCode() == same.GetHashCode());
        Assert.True(one != other && !one.Equals((object)other) && !one.Equals("[1]") && !one.Equals((object?)null));
        Assert.Equal("[1 ]", other.ToString());
    }

    [Fact]
    public void A_value_that_was_never_read_is_not_written() => Assert.Throws<ArgumentException>(() => WireWriter.ToArray(default(RawJson)));

    [Fact]
    public void An_owned_value_is_written_as_the_one_it_was_made_of()
    {
        Assert.Equal("[1.0 ]", Encoding.UTF8.GetString(WireWriter.ToArray(RawJson.Verbatim("[1.0 ]"u8.ToArray()).ToOwned())));
        Assert.Equal("[1]", Encoding.UTF8.GetString(WireWriter.ToArray(Parse("[1.0 ]").ToOwned())));
    }

    private static RawJson Parse(string json)
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson raw, out _));
        return raw;
    }
}
