using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 12.</summary>
public sealed class RefreshSessionCases : CaseBase
{
    [Fact]
    public async Task RF_01_a_session_is_refreshed_again_and_again_and_ends_when_it_said()
    {
        ForgedSession session = await NewSessionAsync();
        for (int i = 0; i < 48; i++)
        {
            World.Clock.Advance(TimeSpan.FromMinutes(14));
            session.Token = await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());
            session.Position++;
            Assert.Contains("\"refreshExpiry\":\"2026-11-24T00:00:00.000Z\"", session.Claims(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RF_02_RF_03_X_17_a_repeated_refresh_gets_the_same_claims_within_the_answer_window_and_nothing_after()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] message = session.RefreshMessage();
        byte[] again = session.RefreshMessage();
        string first = session.Claims(await session.TokenAsync(Operation.RefreshSession, message));
        World.Clock.Advance(World.Options.Sessions.RefreshAnswerWindow);

        byte[] before = World.Store.Image();
        Assert.Equal(first, session.Claims(await session.TokenAsync(Operation.RefreshSession, message)));
        Assert.Equal(first, session.Claims(await session.TokenAsync(Operation.RefreshSession, again)));
        Assert.Equal(before, World.Store.Image());

        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await RefusedAsync(Operation.RefreshSession, message, ErrorCode.InvalidHash, "refresh");
    }

    [Fact]
    public async Task RF_04_RF_14_a_session_does_not_fork()
    {
        ForgedSession session = await NewSessionAsync();
        byte[][] messages = [.. Enumerable.Range(0, 16).Select(_ => session.RefreshMessage(rotationHash: FreshHash()))];

        Refusal?[] refusals = await Task.WhenAll(messages.Select(message => Task.Run(async () => (await World.ExecuteAsync(Operation.RefreshSession, message)).Refusal)));

        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.Where(refusal => refusal is not null), refusal => Assert.Equal(ErrorCode.InvalidHash, refusal!.Code));
    }

    [Fact]
    public async Task RF_05_an_old_token_refreshes_nothing()
    {
        ForgedSession session = await NewSessionAsync();
        byte[] first = session.RefreshMessage();
        for (int i = 0; i < 2; i++)
        {
            session.Token = await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());
            session.Position++;
        }

        await RefusedAsync(Operation.RefreshSession, first, ErrorCode.InvalidHash, "refresh");
    }

    [Fact]
    public async Task RF_06_RF_07_only_the_key_the_token_commits_to_refreshes_it()
    {
        ForgedSession session = await NewSessionAsync();
        ForgedSession other = await NewSessionAsync();

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(key: session.Key(0)), ErrorCode.InvalidHash, "refresh");
        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(token: other.Token), ErrorCode.InvalidHash, "refresh");
    }

    [Fact]
    public async Task RF_08_a_token_whose_claims_were_changed_is_refused_wherever_it_was()
    {
        ForgedSession session = await NewSessionAsync();
        string claims = session.Claims();
        for (int i = 0; i < claims.Length; i++)
        {
            string bent = claims[..i] + (claims[i] == 'A' ? 'B' : 'A') + claims[(i + 1)..];
            await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(token: session.Forge(bent)), ErrorCode.InvalidMessage);
        }

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(token: session.Forge(claims, session.Key(0))), ErrorCode.InvalidMessage, "payload.request.access.token.signature");
        await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage(token: session.Forge(claims)));
    }

    [Fact]
    public async Task RF_09_RF_24_claims_that_are_signed_but_wrong_are_refused()
    {
        ForgedSession session = await NewSessionAsync();
        string claims = session.Claims();
        string[] wrong =
        [
            claims.Replace("\"attributes\"", "\"extra\":1,\"attributes\"", StringComparison.Ordinal),
            claims.Replace("\"attributes\":{}", "\"attributes\":{},\"attributes\":{}", StringComparison.Ordinal),
            claims.Replace("12:15:00", "11:59:00", StringComparison.Ordinal),
            claims.Replace("2026-11-24T00", "2026-11-23T12", StringComparison.Ordinal),
            claims.Replace("2026-11-23T12:15:00.000Z", "never", StringComparison.Ordinal),
        ];
        foreach (string token in wrong.Select(text => session.Forge(text, World.AccessKey)))
        {
            await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(token: token), ErrorCode.InvalidMessage);
        }
    }

    [Theory, InlineData(-1, true), InlineData(0, true), InlineData(1, false)]
    public async Task RF_11_RF_12_a_session_ends_to_the_millisecond(int milliseconds, bool accepted)
    {
        ForgedSession session = await NewSessionAsync();
        World.Clock.Advance(World.Options.Sessions.RefreshLifetime + TimeSpan.FromMilliseconds(milliseconds));

        if (accepted)
        {
            string claims = session.Claims(await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage()));
            Assert.Contains("\"expiry\":\"2026-11-24T00:00:00.000Z\",\"refreshExpiry\":\"2026-11-24T00:00:00.000Z\"", claims, StringComparison.Ordinal);
        }
        else
        {
            await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(), ErrorCode.ExpiredToken, "refresh");
        }
    }

    [Fact]
    public async Task RF_13_X_18_a_revoked_device_does_not_refresh_not_even_a_refresh_it_made_before()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        byte[] message = session.RefreshMessage();
        await session.TokenAsync(Operation.RefreshSession, message);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));

        await RefusedAsync(Operation.RefreshSession, message, ErrorCode.InvalidDevice, "revoked");
    }

    [Fact]
    public async Task RF_13_the_session_of_a_deleted_account_does_not_refresh()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        await MoveAsync(device, Operation.DeleteAccount, device.RotateRequest());

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(), ErrorCode.InvalidIdentity, "deleted");
    }

    [Fact]
    public async Task RF_19_a_commitment_to_the_key_itself_is_refused()
    {
        ForgedSession session = await NewSessionAsync();

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(rotationHash: World.Hash(session.Key(1).PublicKey)), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task RF_23_a_token_from_the_future_is_refused()
    {
        ForgedSession session = await NewSessionAsync();
        World.Clock.AdjustTime(World.Start - TimeSpan.FromSeconds(6));

        await RefusedAsync(Operation.RefreshSession, session.RefreshMessage(), ErrorCode.FutureToken);
    }

    private async Task<ForgedSession> NewSessionAsync() => await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
}
