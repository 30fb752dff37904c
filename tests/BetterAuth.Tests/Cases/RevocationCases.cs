using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Live tokens of devices that may no longer act.</summary>
public sealed class RevocationCases : CaseBase
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    [Theory, InlineData("unlinked"), InlineData("unlinked itself"), InlineData("recovered away"), InlineData("deleted")]
    public async Task AC_14_UL_15_RA_18_DA_07_a_live_token_is_refused_within_the_bound(string how)
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        ForgedSession other = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        Assert.Null(await RefusalOfAsync(session.AccessMessage()));
        await RevokeAsync(how, first, second);

        World.Clock.Advance(Bound + TimeSpan.FromMilliseconds(1));

        Refusal? refusal = await RefusalOfAsync(session.AccessMessage());
        Assert.Equal(ErrorCode.InvalidDevice, refusal?.Code);
        Assert.Equal("revoked", refusal!["reason"]);
        Assert.Null(await RefusalOfAsync(other.AccessMessage()));
    }

    [Fact]
    public async Task UL_17_a_revocation_outlives_the_last_token()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        await RevokeAsync("unlinked", first, second);
        for (TimeSpan passed = TimeSpan.Zero; passed < World.Options.Sessions.AccessLifetime; passed += TimeSpan.FromMinutes(1))
        {
            World.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Contains((await RefusalOfAsync(session.AccessMessage()))!.Code, (ErrorCode[])[ErrorCode.InvalidDevice, ErrorCode.ExpiredToken]);
        }
    }

    [Fact]
    public async Task AC_15_a_list_that_cannot_be_read_lets_nobody_in_and_uses_no_nonce_up()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        FailingReader reader = new(World.Store);
        AccessVerifier verifier = VerifierOf(new RevocationList(reader, World.Clock));
        byte[] message = session.AccessMessage();
        reader.IsDown = true;
        Assert.Equal("Down.", (await Assert.ThrowsAsync<StoreUnavailableException>(async () => await verifier.VerifyAsync(message))).Message);

        reader.IsDown = false;
        Assert.True((await verifier.VerifyAsync(message)).IsVerified);
        reader.IsDown = true;
        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified); // what was read is good for the bound
        World.Clock.Advance(Bound + TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await verifier.VerifyAsync(session.AccessMessage()));
    }

    [Fact]
    public async Task Many_requests_at_once_read_the_list_once()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        FailingReader reader = new(World.Store) { Delay = new TaskCompletionSource() };
        AccessVerifier verifier = VerifierOf(new RevocationList(reader, World.Clock));
        Task<AccessResult>[] all = [.. Enumerable.Range(0, 32).Select(_ => verifier.VerifyAsync(session.AccessMessage()).AsTask())];

        reader.Delay.SetResult();

        Assert.All(await Task.WhenAll(all), result => Assert.True(result.IsVerified));
        Assert.Equal(1, reader.Reads);
    }

    [Fact]
    public async Task A_list_that_outgrows_its_limit_is_an_outage_and_not_half_a_list()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedDevice third = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, first).CreateAsync();
        await RevokeAsync("unlinked", first, second);
        AccessVerifier verifier = VerifierOf(new RevocationList(World.Store, World.Clock, limit: 1));
        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified);

        await RevokeAsync("unlinked", first, third);
        World.Clock.Advance(Bound + TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await verifier.VerifyAsync(session.AccessMessage()));
    }

    [Fact]
    public async Task A_list_that_took_longer_to_read_than_it_is_good_for_lets_nobody_in_and_uses_no_nonce_up()
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        FailingReader reader = new(World.Store) { Delay = new TaskCompletionSource() };
        AccessVerifier verifier = VerifierOf(new RevocationList(reader, World.Clock));
        byte[] message = session.AccessMessage();
        Task<AccessResult> verification = verifier.VerifyAsync(message).AsTask();

        World.Clock.Advance(Bound + TimeSpan.FromMilliseconds(1));
        reader.Delay.SetResult();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => verification);
        Assert.True((await verifier.VerifyAsync(message)).IsVerified);
        Assert.Equal(2, reader.Reads);
    }

    [Fact]
    public async Task A_list_may_be_as_old_as_was_chosen_and_no_older()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        AccessVerifier verifier = VerifierOf(new RevocationList(World.Store, World.Clock, maxAge: TimeSpan.FromSeconds(10), limit: int.MaxValue));
        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified);
        await RevokeAsync("unlinked", first, second);

        World.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified);
        World.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(ErrorCode.InvalidDevice, (await verifier.VerifyAsync(session.AccessMessage())).Refusal?.Code);
    }

    [Fact]
    public void A_list_that_is_never_read_again_or_holds_nothing_is_not_built()
    {
        foreach (TimeSpan maxAge in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(1)])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new RevocationList(World.Store, World.Clock, maxAge));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new RevocationList(World.Store, World.Clock, limit: 0));
    }

    private async Task RevokeAsync(string how, ForgedDevice first, ForgedDevice second)
    {
        switch (how)
        {
            case "unlinked":
                await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));
                break;
            case "unlinked itself":
                await MoveAsync(second, Operation.UnlinkDevice, second.UnlinkRequest(second.Device));
                break;
            case "deleted":
                await MoveAsync(first, Operation.DeleteAccount, first.RotateRequest());
                break;
            default:
                ForgedDevice found = new(World, first.Identity);
                await AcknowledgedAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(first.Recovery, FreshHash()), first.Recovery));
                break;
        }
    }

    private AccessVerifier VerifierOf(RevocationList revocations) => new(new()
    {
        AccessKeys = new VerificationKeyRing(World.AccessKey),
        ReplayLock = MemoryReplayLock.ForFreshKeys(World.Clock),
        Revocations = revocations,
        TimeProvider = World.Clock,
    });

    private async Task<Refusal?> RefusalOfAsync(byte[] message)
    {
        AccessResult result = await World.VerifyAsync(message);
        result.Access.Dispose();
        return result.Refusal;
    }

    private sealed class FailingReader(IRevocationReader reader) : IRevocationReader
    {
        public bool IsDown { get; set; }

        public int Reads { get; private set; }

        public TaskCompletionSource? Delay { get; init; }

        public async ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default)
        {
            Reads++;
            await (Delay?.Task ?? Task.CompletedTask);
            return IsDown ? throw new StoreUnavailableException("Down.") : await reader.RevocationsAsync(limit, cancellationToken);
        }
    }
}
