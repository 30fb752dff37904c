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

    [Fact]
    public void A_device_is_told_with_what_it_should_be_where_that_is_known()
    {
        Utf8Text provided = Utf8Text.FromString("E1"), calculated = Utf8Text.FromString("E2");
        Assert.Equal("BA103 Device hash does not match hash(publicKey || rotationHash) (provided: E1, calculated: E2, reason: underivable)", Refusal.InvalidDevice(provided, "underivable", calculated).ToString());
        Assert.Equal("BA103 Device hash does not match hash(publicKey || rotationHash) (provided: E1, reason: revoked)", Refusal.InvalidDevice(provided, "revoked").ToString());
    }

    [Fact]
    public void Of_a_nonce_sixteen_characters_are_told()
    {
        Utf8Text shortOne = Utf8Text.FromString("0Ashort"), longOne = Utf8Text.FromString("0A34567890123456789");
        Refusal refusal = Refusal.IncorrectNonce(shortOne, longOne);
        Assert.Equal(("0Ashort", "0A34567890123456"), (refusal["expected"], refusal["actual"]));
        Assert.Equal(["actual"], Refusal.IncorrectNonce(default, longOne).Context.Select(member => member.Key));
    }

    [Fact]
    public void A_refusal_without_context_is_its_code_and_its_message() => Assert.Equal("BA203 Response nonce does not match request nonce", Refusal.IncorrectNonce(default, default).ToString());

    [Theory]
    [InlineData("BA203", ErrorCode.IncorrectNonce)]
    [InlineData("BA999", ErrorCode.BetterAuth)]
    [InlineData("", ErrorCode.BetterAuth)]
    public void What_a_peer_says_keeps_its_code_where_it_is_one_of_ours_and_is_marked_as_the_peer_s(string code, ErrorCode expected)
    {
        Assert.True(PeerError.TryRead(System.Text.Encoding.UTF8.GetBytes("{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\",\"context\":{\"a\":\"b\"}}}"), out PeerError? error));
        Refusal refusal = Refusal.OfPeer(error);

        Assert.Equal(expected, refusal.Code);
        Assert.Equal([new("origin", "peer, unsigned"), new("peerMessage", "no"), new("a", "b")], refusal.Context);
    }

    [Theory]
    [InlineData("""{"error":"no"}""", "no")]
    [InlineData("""{"error":{"code":"BA203","message":"no"}}""", "BA203 no")]
    [InlineData("""{"error":{"message":"no","context":{"a":"b","c":1}}}""", "no (a: b, c: 1)")]
    public void What_a_peer_says_is_one_line(string answer, string line)
    {
        Assert.True(PeerError.TryRead(System.Text.Encoding.UTF8.GetBytes(answer), out PeerError? error));
        Assert.Equal(line, error.ToString());
    }

    [Fact]
    public void An_answer_may_be_as_long_as_it_may()
    {
        string answer = "{\"error\":\"no\"}".PadRight(PeerError.MaxAnswerLength);
        Assert.True(PeerError.TryRead(System.Text.Encoding.UTF8.GetBytes(answer), out _));
        Assert.False(PeerError.TryRead(System.Text.Encoding.UTF8.GetBytes(answer + " "), out _));
    }

    [Fact]
    public void An_exception_carries_a_refusal_and_a_rule_that_is_broken_is_told()
    {
        Assert.Throws<ArgumentNullException>(() => new BetterAuthException(null!));
        ArgumentException broken = Assert.Throws<ArgumentException>(() => Configuration.Require(false, "Options", "Size", "must be 1 to 2"));
        Assert.Equal("Size", broken.ParamName);
        Assert.StartsWith("Options.Size must be 1 to 2.", broken.Message, StringComparison.Ordinal);
        Configuration.Require(true, "Options", "Size", "must be 1 to 2");
    }
}
