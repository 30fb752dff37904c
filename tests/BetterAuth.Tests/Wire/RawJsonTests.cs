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
}
