using System.Text.Json;

namespace BetterAuth.Cli.Tests.Inspect;

public class InspectTextTests
{
    [Theory]
    [InlineData("0ABu7jXXU4KxVL_GZtoorZ67", "nonce (or a challenge, which is one to its reader)", "6eee35d75382b154bfc666da28ad9ebb")]
    [InlineData("1AAIAsJw_UcX0Ze5PmpEOu7dm0LDXp4UdpCqUObxJbTSlLMo", "public key, compressed P-256 point", "c270fd4717d197b93e6a443aeedd9b42c35e9e147690aa50e6f125b4d294b328  (y even)")]
    [InlineData("ECsim2OqcU1jNL-r0lhMAlC9fjRM9qCmAzJK_kNcmTTP", "hash, BLAKE3-256", "2b229b63aa714d6334bfabd2584c0250bd7e344cf6a0a603324afe435c9934cf")]
    [InlineData("0IAiersfCRyoUx4LVfw9N6eUPXlmpE5n55tcyxIoSS6ASNzPspbW0njCREAc73bWjW8A0F9TcxeerAOxwHxAWR-m", "signature, ECDSA P-256 with SHA-256", "high s")]
    [InlineData("2026-11-23T03:34:35.932Z", "time", "5 min ago")]
    [InlineData("2026-11-23T15:19:35Z", "time", "in 11 h 39 min")]
    public void A_single_text_is_named_and_taken_apart(string text, string kind, string shown)
    {
        foreach (InspectRun run in new[] { InspectRun.Of(text), InspectRun.WithInput($"  {text}\r\n"), InspectRun.WithInput(text, "-") })
        {
            Assert.Equal((0, kind), (run.ExitCode, run.FirstLine));
            Assert.Contains(shown, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_token_shows_its_claims_and_its_times_relative_to_now()
    {
        string token = Recorded.Member(Recorded.Response("/session/create"), "token");
        InspectRun run = InspectRun.Of(token, "--key", Recorded.AccessKey);
        Assert.Equal((0, "access token"), (run.ExitCode, run.FirstLine));
        Assert.EndsWith("(20 min ago)", run.Line("token.issuedAt"), StringComparison.Ordinal);
        Assert.EndsWith("(expired 5 min ago)", run.Line("token.expiry"), StringComparison.Ordinal);
        Assert.EndsWith("(in 11 h 40 min)", run.Line("token.refreshExpiry"), StringComparison.Ordinal);
        Assert.Contains("permissionsByRole", run.Line("token.attributes"), StringComparison.Ordinal);
        Assert.Equal(1, InspectRun.Of(token, "--key", Recorded.ResponseKey).ExitCode);
    }

    [Theory]
    [InlineData("", "message: there is nothing")]
    [InlineData("hello", "message: no JSON object, token, key, nonce, hash, signature or time")]
    [InlineData("0ABu7jXXU4KxVL_GZtoorZ6", "message: begins like a nonce, which has 24 characters, but has 23")]
    [InlineData("0AEu7jXXU4KxVL_GZtoorZ67", "message: begins like a nonce, but has a character outside base64url or pad bits that are not zero")]
    [InlineData("1AAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x: no point of the curve")]
    [InlineData("{", "message: not JSON")]
    [InlineData("[]", "message: no JSON object, token, key, nonce, hash, signature or time")]
    [InlineData("{\"payload\":1}", "payload: not an object")]
    [InlineData("{\"payload\":{\"access\":{\"nonce\":\"x\"}},\"signature\":\"y\"}", "payload.access.nonce: malformed")]
    public void What_is_not_understood_is_exit_code_2_and_says_where(string text, string problem)
    {
        InspectRun run = InspectRun.WithInput(text);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_breaks_a_rule_of_its_kind_is_shown_and_named()
    {
        string request = Recorded.Request("/account/create");
        string device = Recorded.Member(request, "device");
        InspectRun run = InspectRun.Of(request.Replace(device, "F" + device[1..], StringComparison.Ordinal));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("payload.request.authentication.device: malformed", run.Output, StringComparison.Ordinal);

        InspectRun time = InspectRun.Of(Recorded.Request("/foo/bar").Replace("\"timestamp\":\"2", "\"timestamp\":\"x", StringComparison.Ordinal));
        Assert.Equal(2, time.ExitCode);
        Assert.Contains("payload.access.timestamp: no time", time.Output, StringComparison.Ordinal);

        string token = Recorded.Member(Recorded.Request("/foo/bar"), "token");
        InspectRun cut = InspectRun.Of(Recorded.Request("/foo/bar").Replace(token, token[..^4], StringComparison.Ordinal));
        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("payload.access.token: what follows the signature is not one gzip member", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_none_is_refused_before_anything_is_read()
    {
        InspectRun run = InspectRun.Of("0ABu7jXXU4KxVL_GZtoorZ67", "--key", "1AAI\u001b[31m");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("no public key", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public void Machines_get_one_JSON_object()
    {
        JsonElement json = InspectRun.Of(Recorded.Response("/session/create"), "--json", "--key", Recorded.ResponseKey).Json();
        Assert.Equal("session response, with a token", json.GetProperty("kind").GetString());
        Assert.Equal(0, json.GetProperty("exitCode").GetInt32());
        Assert.True(json.GetProperty("verified").GetBoolean());
        Assert.Equal("payload.access.nonce", json.GetProperty("fields")[0].GetProperty("path").GetString());
        Assert.Equal(["message", "message", "token", "token"], json.GetProperty("signatures").EnumerateArray().Select(signature => signature.GetProperty("of").GetString()!));

        JsonElement wrong = InspectRun.Of("hello", "--json").Json();
        Assert.Equal(JsonValueKind.Null, wrong.GetProperty("kind").ValueKind);
        Assert.Equal("message", wrong.GetProperty("problem").GetProperty("field").GetString());
    }

    [Fact]
    public void Nothing_in_a_message_reaches_the_terminal_as_a_command()
    {
        string evil = "{\"error\":\"\\u001b[2J\u202e\u009b31m\"}";
        string response = Recorded.Response("/foo/bar").Replace("\"wasFoo\":\"bar\"", "\"wasFoo\":\"\u202e\u009b31m\u0085\"", StringComparison.Ordinal);
        foreach (string output in new[] { InspectRun.Of(evil).Output, InspectRun.Of(response).Output, InspectRun.Of(response, "--json").Output, InspectRun.Of("[red]" + evil).Output })
        {
            Assert.DoesNotContain(output, character => char.IsControl(character) && character is not ('\n' or '\r'));
            Assert.DoesNotContain('\u202e', output);
        }
    }

    [Fact]
    public void Input_is_bounded_and_any_bytes_are_taken()
    {
        Assert.Equal(2, InspectRun.WithInput(new byte[3 * 1024 * 1024]).ExitCode);
        Assert.Equal(2, InspectRun.WithInput([0xFF, 0xFE, (byte)'{', 0x80]).ExitCode);
        Assert.Equal(2, InspectRun.WithInput([(byte)'{', 0x80, (byte)'}']).ExitCode);
    }
}
