namespace BetterAuth.Cli.Tests.Inspect;

public class InspectMessageTests
{
    [Theory]
    [InlineData("/account/create", "create account request")]
    [InlineData("/account/recover", "recover account request")]
    [InlineData("/account/delete", "rotate device request or delete account request")]
    [InlineData("/device/rotate", "rotate device request or delete account request")]
    [InlineData("/device/link", "link device request")]
    [InlineData("/device/unlink", "unlink device request")]
    [InlineData("/recovery/change", "change recovery key request")]
    [InlineData("/session/request", "session request")]
    [InlineData("/session/create", "create session request")]
    [InlineData("/session/refresh", "refresh session request")]
    [InlineData("/foo/bar", "access request")]
    public void A_request_is_named_and_its_signature_checked_by_the_key_inside(string path, string kind)
    {
        InspectRun run = InspectRun.Of(Recorded.Request(path));
        Assert.Equal((0, kind), (run.ExitCode, run.FirstLine));
        Assert.DoesNotContain("does not verify", run.Output, StringComparison.Ordinal);
        Assert.Equal(kind is not ("session request" or "create session request"), run.Output.Contains("message: the signature verifies with 1AAI", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account/create", "empty response")]
    [InlineData("/session/request", "session request's response, with the challenge")]
    [InlineData("/session/create", "session response, with a token")]
    [InlineData("/foo/bar", "application response")]
    public void A_response_is_verified_by_the_response_key(string path, string kind)
    {
        InspectRun run = InspectRun.Of(Recorded.Response(path), "--key", Recorded.ResponseKey);
        Assert.Equal((0, kind), (run.ExitCode, run.FirstLine));
        Assert.Contains($"message: the signature verifies with {Recorded.ResponseKey} (the key that was given)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_recorded_message_is_understood()
    {
        int messages = 0;
        foreach ((string path, string request, string response) in Recorded.Exchanges)
        {
            Assert.Equal(0, request.Length == 0 ? 0 : InspectRun.WithInput(request + "\n").ExitCode);
            Assert.Equal(path == "/bad/nonce" ? 2 : 0, InspectRun.WithInput(response).ExitCode);
            messages += 2;
        }

        Assert.True(messages > 60);
    }

    [Fact]
    public void Another_key_than_the_one_that_signed_is_exit_code_1()
    {
        InspectRun run = InspectRun.Of(Recorded.Response("/account/create"), "--key", Recorded.AccessKey);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"message: the signature does not verify with {Recorded.AccessKey} (the key that was given)", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_message_is_exit_code_1_by_its_own_key()
    {
        string request = Recorded.Request("/account/create");
        string nonce = Recorded.Member(request, "nonce");
        InspectRun run = InspectRun.Of(request.Replace(nonce, nonce[..^1] + (nonce[^1] == 'A' ? 'B' : 'A'), StringComparison.Ordinal));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("message: the signature does not verify", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_request_has_nothing_that_a_key_could_verify()
    {
        InspectRun run = InspectRun.Of(Recorded.Request("/session/request"), "--key", Recorded.ResponseKey);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is no signature to verify", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_create_session_request_needs_the_devices_key_and_is_verified_by_it()
    {
        string request = Recorded.Request("/session/create");
        Assert.Contains("give the device's current key by --key", InspectRun.Of(request).Output, StringComparison.Ordinal);
        string deviceKey = Recorded.Member(Recorded.Request("/device/rotate"), "publicKey");
        Assert.Equal(0, InspectRun.Of(request, "--key", deviceKey).ExitCode);
        Assert.Equal(1, InspectRun.Of(request, "--key", Recorded.Member(request, "publicKey")).ExitCode);
    }

    [Fact]
    public void An_access_request_is_verified_by_the_key_that_signed_its_token_and_a_refresh_is_not()
    {
        InspectRun access = InspectRun.Of(Recorded.Request("/foo/bar"), "--key", Recorded.AccessKey);
        Assert.Equal(0, access.ExitCode);
        Assert.Contains("token: the signature verifies with", access.Output, StringComparison.Ordinal);

        // The token of a refresh does not name the key that signs the refresh: who holds an old token could sign anything.
        Assert.Equal(1, InspectRun.Of(Recorded.Request("/session/refresh"), "--key", Recorded.AccessKey).ExitCode);
        Assert.Equal(1, InspectRun.Of(Recorded.Response("/session/create"), "--key", Recorded.AccessKey).ExitCode);
    }

    [Fact]
    public void Derivations_and_commitments_are_checked()
    {
        InspectRun create = InspectRun.Of(Recorded.Request("/account/create"));
        Assert.EndsWith("(device, derived from the keys here)", create.Line("payload.request.authentication.device"), StringComparison.Ordinal);
        Assert.EndsWith("(identity, derived from the keys here)", create.Line("payload.request.authentication.identity"), StringComparison.Ordinal);
        InspectRun rotate = InspectRun.Of(Recorded.Request("/device/rotate"));
        Assert.EndsWith("(device)", rotate.Line("payload.request.authentication.device"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_request_shows_two_signatures_and_a_container_alone_one()
    {
        string request = Recorded.Request("/device/link");
        InspectRun run = InspectRun.Of(request);
        Assert.Contains("message: the signature verifies", run.Output, StringComparison.Ordinal);
        Assert.Contains("link container: the signature verifies", run.Output, StringComparison.Ordinal);
        int start = request.IndexOf("\"link\":", StringComparison.Ordinal) + 7;
        string container = request[start..(request.IndexOf('}', request.IndexOf("\"signature\":", start, StringComparison.Ordinal)) + 1)];
        InspectRun alone = InspectRun.Of(container);
        Assert.Equal((0, "link container"), (alone.ExitCode, alone.FirstLine));
        Assert.Contains("payload.authentication.publicKey, inside", alone.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"error\":\"an error occured\"}", "error answer of a peer, unsigned", "an error occured")]
    [InlineData("{\"error\":{\"code\":\"BA203\",\"message\":\"Response nonce does not match request nonce\",\"context\":{\"expected\":\"0A\"}}}", "error answer, unsigned", "BA203")]
    public void Errors_are_recognised_ours_and_others(string error, string kind, string shown)
    {
        InspectRun run = InspectRun.Of(error);
        Assert.Equal((0, kind), (run.ExitCode, run.FirstLine));
        Assert.Contains(shown, run.Output, StringComparison.Ordinal);
    }
}
