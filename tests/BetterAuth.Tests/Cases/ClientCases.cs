using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 15: what a client makes of answers that are not what they must be. After each, the same client goes on (O3).</summary>
public sealed class ClientCases
{
    private readonly World _world = new();

    [Fact]
    public async Task CL_01_an_answer_to_another_request_is_refused()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        byte[]? former = null;
        _world.Network.OnAnswer = (_, answer) => former = answer;
        await client.RotateDeviceAsync();

        await RefusedOnceAsync<IncorrectNonceException>(client, (_, _) => former!);
    }

    [Fact]
    public async Task CL_02_an_answer_that_is_not_signed_by_a_response_key_is_refused()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        using ISigningKey stranger = _world.Suite.Keys.Generate();

        await RefusedOnceAsync<InvalidMessageException>(client, (_, answer) => Resign(answer, stranger, stranger.PublicKey));
        await RefusedOnceAsync<InvalidMessageException>(client, (_, answer) => Resign(answer, _world.AccessKey, _world.AccessKey.PublicKey));
        await RefusedOnceAsync<InvalidMessageException>(client, (_, answer) => Resign(answer, stranger, _world.ResponseKey.PublicKey));
        await RefusedOnceAsync<InvalidMessageException>(client, (_, answer) => Replace(answer, ",\"signature\":\"0I", ",\"signatur\":\"0I"));
    }

    [Fact]
    public async Task CL_03_an_answer_of_another_shape_is_refused_although_it_is_signed()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        foreach (string response in (string[])["{\"ok\":true}", "{\"authentication\":{\"nonce\":\"0AAAAAAAAAAAAAAAAAAAAAAA\"}}", "null", "[]", "\"\""])
        {
            await RefusedOnceAsync<InvalidMessageException>(client, (_, answer) => Resign(Replace(answer, "\"response\":{}", $"\"response\":{response}"), _world.ResponseKey, _world.ResponseKey.PublicKey));
        }
    }

    [Theory, InlineData("BA101"), InlineData("BA102"), InlineData("BA103"), InlineData("BA104"), InlineData("BA203"), InlineData("BA401"), InlineData("BA501"), InlineData("nonsense")]
    public async Task CL_05_an_unsigned_error_changes_nothing_whatever_it_says(string code)
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        Utf8Text device = client.Device;

        await RefusedOnceAsync<BetterAuthException>(client, (_, _) => Encoding.UTF8.GetBytes($"{{\"error\":{{\"code\":\"{code}\",\"message\":\"go away\",\"context\":{{}}}}}}"));

        Assert.Equal(device, client.Device);
    }

    [Theory, InlineData(""), InlineData("<html>"), InlineData("{"), InlineData("null"), InlineData("{\"error\":\"an error occured\"}")]
    public async Task CL_05_whatever_else_comes_back_changes_nothing(string answer)
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        await RefusedOnceAsync<BetterAuthException>(client, (_, _) => Encoding.UTF8.GetBytes(answer));
    }

    [Theory]
    [InlineData("identity", ErrorCode.InvalidIdentity)]
    [InlineData("device", ErrorCode.InvalidDevice)]
    [InlineData("publicKey", ErrorCode.InvalidHash)]
    [InlineData("rotationHash", ErrorCode.InvalidHash)]
    public async Task CL_06_a_token_that_is_not_ours_is_not_taken(string claim, ErrorCode code)
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        string foreign = claim == "publicKey" ? _world.AccessKey.PublicKey.ToString() : _world.Hash(_world.AccessKey.PublicKey).ToString();

        BetterAuthException exception = await TokenRefusedAsync(client, claims => System.Text.RegularExpressions.Regex.Replace(claims, $"\"{claim}\":\"[^\"]*\"", $"\"{claim}\":\"{foreign}\""));

        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public async Task CL_06_a_token_that_cannot_be_read_is_not_taken()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        _world.Network.OnAnswer = (path, answer) =>
        {
            if (path != AuthenticationPaths.Default.CreateSession)
            {
                return answer;
            }

            string token = Encoding.UTF8.GetString(answer).Split("\"token\":\"")[1].Split('"')[0];
            return Resign(Replace(answer, token, token[..^8]), _world.ResponseKey, _world.ResponseKey.PublicKey);
        };

        InvalidMessageException exception = await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.CreateSessionAsync());

        Assert.StartsWith("payload.response.access.token", exception.Refusal["field"], StringComparison.Ordinal);
        Assert.Null(client.SessionExpiry);
        _world.Network.OnAnswer = (_, answer) => answer;
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task CL_08_a_token_that_has_expired_or_is_from_another_day_is_not_taken()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        Assert.Equal(ErrorCode.ExpiredToken, (await TokenRefusedAsync(client, claims => claims.Replace("T12:00:00.000Z", "T11:00:00.000Z", StringComparison.Ordinal).Replace("T12:15:00.000Z", "T11:15:00.000Z", StringComparison.Ordinal))).Code);
        Assert.Equal(ErrorCode.FutureToken, (await TokenRefusedAsync(client, claims => claims.Replace("2026-11-2", "2027-11-2", StringComparison.Ordinal))).Code);
    }

    [Fact]
    public async Task CL_07_a_refresh_that_gives_the_former_token_back_is_refused()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        byte[] former = [];
        _world.Network.OnAnswer = (_, answer) => former = answer; // the last one is the creation's
        await client.CreateSessionAsync();
        string token = Encoding.UTF8.GetString(former).Split("\"token\":\"")[1].Split('"')[0];
        _world.Network.OnAnswer = (_, answer) =>
            Resign(Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(answer), "\"token\":\"[^\"]*\"", $"\"token\":\"{token}\"")), _world.ResponseKey, _world.ResponseKey.PublicKey);

        await Assert.ThrowsAsync<InvalidHashException>(async () => await client.RefreshSessionAsync());

        _world.Network.OnAnswer = (_, answer) => answer;
        await client.RefreshSessionAsync();
    }

    [Fact]
    public async Task CL_16_CL_17_an_access_answer_that_is_not_signed_as_it_stands_is_not_returned()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        await client.CreateSessionAsync();
        Assert.True(RawJson.TryParse("{\"foo\":1}"u8.ToArray(), out RawJson request, out _));
        Func<byte[], byte[]>[] forgeries =
        [
            answer => Replace(answer, "{\"foo\":1}", "{\"foo\":2}"),
            answer => Encoding.UTF8.GetBytes($"{{\"x\":{Encoding.UTF8.GetString(answer)},{Encoding.UTF8.GetString(Replace(answer, "{\"foo\":1}", "{\"foo\":2}"))[1..]}"),
            answer => Resign(answer, _world.AccessKey, _world.AccessKey.PublicKey),
        ];
        foreach (Func<byte[], byte[]> forgery in forgeries)
        {
            _world.Network.OnAnswer = (_, answer) => forgery(answer);
            await Assert.ThrowsAsync<InvalidMessageException>(async () => await client.MakeAccessRequestAsync("/echo", request));
        }

        _world.Network.OnAnswer = (_, answer) => answer;
        Assert.Equal(request, await client.MakeAccessRequestAsync("/echo", request));
    }

    [Fact]
    public async Task XE_04_an_answer_of_one_kind_is_refused_by_a_client_that_waits_for_another()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        string[] responses = ["{}", "{\"authentication\":{\"nonce\":\"0AAAAAAAAAAAAAAAAAAAAAAA\"}}", "{\"access\":{\"token\":\"" + new string('A', 700) + "\"}}"];
        await client.CreateSessionAsync();
        (Func<ValueTask> Act, int Own)[] operations = [(() => client.RotateDeviceAsync(), 0), (() => client.CreateSessionAsync(), 1), (() => client.RefreshSessionAsync(), 2)];
        foreach ((Func<ValueTask> act, int own) in operations)
        {
            foreach (string response in responses.Where((_, kind) => kind != own))
            {
                _world.Network.OnAnswer = (_, answer) => Resign(Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(answer), "\"response\":.*\\},\"signature\"", $"\"response\":{response}}},\"signature\"")), _world.ResponseKey, _world.ResponseKey.PublicKey);
                await Assert.ThrowsAsync<InvalidMessageException>(async () => await act());
            }
        }

        _world.Network.OnAnswer = (_, answer) => answer;
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
    }

    [Fact]
    public async Task CL_18_operations_of_one_client_wait_for_each_other()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await client.RotateDeviceAsync())));

        await client.CreateSessionAsync();
        Assert.False(client.HasPendingOperation);
    }

    [Fact]
    public async Task CL_23_no_private_key_is_in_what_is_sent()
    {
        (BetterAuthClient client, _) = await _world.NewAccountAsync();
        await client.RotateDeviceAsync();
        await client.CreateSessionAsync();
        await client.RefreshSessionAsync();

        Assert.All(_world.Network.Sent, sent => Assert.DoesNotContain("\"d\"", Encoding.UTF8.GetString(sent.Message), StringComparison.Ordinal));
        Assert.All(_world.Network.Sent, sent => Assert.All(Strings(sent.Message), text => Assert.True(text.Length != 43, "a raw 32-byte value in base64url")));
    }

    private static IEnumerable<string> Strings(byte[] message) => Encoding.UTF8.GetString(message).Split('"').Where((_, i) => i % 2 == 1);

    /// <summary>A rotation whose answer is bent once; then it goes through.</summary>
    private async Task RefusedOnceAsync<TException>(BetterAuthClient client, Func<string, byte[], byte[]> bend)
        where TException : BetterAuthException
    {
        _world.Network.OnAnswer = bend;
        await Assert.ThrowsAnyAsync<TException>(async () => await client.RotateDeviceAsync());
        Assert.True(client.HasPendingOperation);
        _world.Network.OnAnswer = (_, answer) => answer;
        await client.RotateDeviceAsync();
        Assert.False(client.HasPendingOperation);
    }

    private async Task<BetterAuthException> TokenRefusedAsync(BetterAuthClient client, Func<string, string> bend)
    {
        ForgedSession forge = new(_world, new ForgedDevice(_world));
        _world.Network.OnAnswer = (path, answer) =>
        {
            if (path != AuthenticationPaths.Default.CreateSession)
            {
                return answer;
            }

            string token = Encoding.UTF8.GetString(answer).Split("\"token\":\"")[1].Split('"')[0];
            string claims = forge.Claims(token);
            Assert.NotEqual(claims, bend(claims));
            return Resign(Replace(answer, token, forge.Forge(bend(claims), _world.AccessKey)), _world.ResponseKey, _world.ResponseKey.PublicKey);
        };
        BetterAuthException exception = await Assert.ThrowsAnyAsync<BetterAuthException>(async () => await client.CreateSessionAsync());
        Assert.Null(client.SessionExpiry);
        _world.Network.OnAnswer = (_, answer) => answer;
        return exception;
    }

    private static byte[] Replace(byte[] answer, string from, string to)
    {
        string text = Encoding.UTF8.GetString(answer);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>The answer's payload under another key and name.</summary>
    private byte[] Resign(byte[] answer, ISigningKey signer, Utf8Text serverIdentity)
    {
        string text = Encoding.UTF8.GetString(answer).Replace(_world.ResponseKey.PublicKey.ToString(), serverIdentity.ToString(), StringComparison.Ordinal);
        string payload = text["{\"payload\":".Length..text.LastIndexOf(",\"signature\"", StringComparison.Ordinal)];
        return Encoding.UTF8.GetBytes($"{{\"payload\":{payload},\"signature\":\"{ForgedDevice.Sign(payload, signer)}\"}}");
    }
}
