using BetterAuth.Access;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Cases;

/// <summary>A node that dies at a write. Every operation writes once, so there are two places: before, and after.</summary>
public sealed class CrashCases : CaseBase
{
    private readonly FaultyStore _store;

    public CrashCases() => _store = new(World.Store);

    public static TheoryData<Operation, bool> Crashes
    {
        get
        {
            TheoryData<Operation, bool> crashes = [];
            foreach (Operation operation in Operations.All.Where(operation => operation is not (Operation.RequestSession or Operation.CreateSession or Operation.RefreshSession)))
            {
                crashes.Add(operation, false);
                crashes.Add(operation, true);
            }

            return crashes;
        }
    }

    [Theory, MemberData(nameof(Crashes))]
    public async Task CA_11_RA_14_DA_08_RO_19_LK_19_UL_18_RC_08_X_03_a_node_that_dies_at_its_write_leaves_all_or_nothing_and_the_retry_is_acknowledged(Operation operation, bool isAfter)
    {
        byte[] message = await MessageAsync(operation);
        byte[] before = World.Store.Image();
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (!isAfter, isAfter);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new Node(World, _store).SendAsync(operation, message));
        byte[] left = World.Store.Image();
        Assert.Equal(isAfter, !left.AsSpan().SequenceEqual(before));
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (false, false);

        Assert.Null(await new Node(World, _store).SendAsync(operation, message));

        Assert.Equal(1, _store.Commits);
        Assert.Equal(isAfter, World.Store.Image().AsSpan().SequenceEqual(left));
        await AcknowledgedWithoutChangeAsync(operation, message);
    }

    [Fact]
    public async Task UL_13_after_a_crash_behind_the_commit_no_node_serves_before_it_knows_the_revocation()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        _store.DiesAfterWrite = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new Node(World, _store).SendAsync(Operation.UnlinkDevice, first.Gated(first.UnlinkRequest(second.Device))));

        AccessVerifier restarted = new(new() { AccessKeys = new VerificationKeyRing(World.AccessKey), ReplayLock = MemoryReplayLock.ForFreshKeys(World.Clock), Revocations = new(_store, World.Clock), TimeProvider = World.Clock });

        Assert.Equal("revoked", (await restarted.VerifyAsync(session.AccessMessage())).Refusal!["reason"]);
        first.Position++;
    }

    [Fact]
    public async Task UL_14_where_revocations_cannot_be_written_nothing_is_applied()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        byte[] message = first.Gated(first.UnlinkRequest(second.Device));
        byte[] before = World.Store.Image();
        _store.IsDown = true;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => new Node(World, _store).SendAsync(Operation.UnlinkDevice, message));

        Assert.Equal(before, World.Store.Image());
        _store.IsDown = false;
        Assert.Null(await new Node(World, _store).SendAsync(Operation.UnlinkDevice, message));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task RF_20_a_refresh_whose_node_died_is_answered_when_it_is_sent_again(bool isAfter)
    {
        ForgedSession session = await new ForgedSession(World, await NewAccountAsync()).CreateAsync();
        byte[] message = session.RefreshMessage();
        DateTimeOffset sentAt = World.Clock.GetUtcNow();
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (!isAfter, isAfter);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new Node(World, _store).SendAsync(Operation.RefreshSession, message));
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (false, false);
        World.Clock.Advance(TimeSpan.FromMinutes(1));

        string token = ServerAssert.Verified<SessionResponse>(World, await new Node(World, _store).AnswerAsync(Operation.RefreshSession, message)).Response.Access.Token.ToString();

        Assert.Contains($"\"issuedAt\":\"{ForgedSession.TextOf(isAfter ? sentAt : sentAt.AddMinutes(1))}\"", session.Claims(token), StringComparison.Ordinal);
        Assert.Equal(2, _store.Commits + (isAfter ? 0 : 1)); // the second commit finds the first
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task X_03_a_session_whose_node_died_gives_no_second_token_for_its_challenge(bool isAfter)
    {
        ForgedSession session = new(World, await NewAccountAsync());
        byte[] message = session.CreateMessage(await session.RequestAsync());
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (!isAfter, isAfter);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => new Node(World, _store).SendAsync(Operation.CreateSession, message));
        (_store.DiesBeforeWrite, _store.DiesAfterWrite) = (false, false);

        Refusal? refusal = await new Node(World, _store).SendAsync(Operation.CreateSession, message);

        Assert.Equal(isAfter ? ErrorCode.IncorrectNonce : (ErrorCode?)null, refusal?.Code);
        await session.CreateAsync(); // the client asks for another
    }

    [Fact]
    public async Task N_04_an_unknown_outcome_is_an_outage_and_the_same_bytes_tell_what_became_of_it()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] message = device.Gated(device.RotateRequest());
        _store.DiesAfterWrite = true;
        Node node = new(World, _store);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => node.SendAsync(Operation.RotateDevice, message));

        Assert.Null(await node.SendAsync(Operation.RotateDevice, message));
        await AcknowledgedWithoutChangeAsync(Operation.RotateDevice, message);
    }

    private async Task<byte[]> MessageAsync(Operation operation)
    {
        if (operation == Operation.CreateAccount)
        {
            ForgedDevice fresh = new(World);
            return fresh.Message(fresh.CreateRequest(), fresh.Key(0));
        }

        ForgedDevice device = await NewAccountAsync();
        ForgedDevice other = new(World, device.Identity);
        if (operation == Operation.UnlinkDevice)
        {
            other = await LinkAsync(device);
        }

        return operation switch
        {
            Operation.RecoverAccount => other.Message(other.RecoverRequest(device.Recovery, FreshHash()), device.Recovery),
            Operation.LinkDevice => device.Gated(device.LinkRequest(other.Container())),
            Operation.UnlinkDevice => device.Gated(device.UnlinkRequest(other.Device)),
            Operation.ChangeRecoveryKey => device.Gated(device.ChangeRequest(FreshHash())),
            _ => device.Gated(device.RotateRequest()),
        };
    }
}
