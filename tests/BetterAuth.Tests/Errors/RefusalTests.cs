using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Errors;

/// <summary>What a refusal says, and what it leaves out.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void What_is_not_known_is_left_out_of_the_context()
    {
        Assert.Equal(["hashType"], Refusal.InvalidHash("rotation").Context.Select(member => member.Key));
        Assert.Equal(["expected", "hashType"], Refusal.InvalidHash("rotation", expected: Utf8Text.FromString("E1")).Context.Select(member => member.Key));
        Assert.Equal(["actual", "hashType"], Refusal.InvalidHash("rotation", actual: Utf8Text.FromString("E2")).Context.Select(member => member.Key));
    }

    [Fact]
    public void A_field_is_put_behind_the_one_it_is_in_and_a_value_that_is_wrong_itself_is_the_outer_field()
    {
        Assert.Equal("request.items.3", Refusal.InvalidMessage("items.3", "why").Within("request")["field"]);
        Assert.Equal("why", Refusal.InvalidMessage("items.3", "why").Within("request")["details"]);
        Assert.Equal("request", Refusal.InvalidMessage("").Within("request")["field"]);
    }

    [Fact]
    public void A_refusal_that_is_not_about_a_field_stays_what_it_is()
    {
        Refusal refusal = Refusal.InvalidDevice(Utf8Text.FromString("E1"), "revoked");

        Assert.Same(refusal, refusal.Within("request"));
    }
}
