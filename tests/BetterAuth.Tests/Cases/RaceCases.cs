using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Operations of one identity at once: whatever comes first, both answers are true and one state is left.</summary>
public sealed class RaceCases : CaseBase
{
    private const int Rounds = 20;

    private readonly FaultyStore _store;

    public RaceCases() => _store = new(World.Store);

    [Fact]
    public async Task CA_13_of_two_creations_of_one_identity_exactly_one_wins()
    {
        World trusting = new(configure: options => options with { IdentityVerifier = new TrustingIdentities() });
        Utf8Text identity = FreshHash();
        byte[][] messages = [.. Enumerable.Range(0, 8).Select(_ => new ForgedDevice(trusting, identity)).Select(device => device.Message(device.CreateRequest(), device.Key(0)))];

        Refusal?[] refusals = await AtOnceAsync([.. messages.Select(message => (Func<Task<Refusal?>>)(async () => (await trusting.ExecuteAsync(Operation.CreateAccount, message)).Refusal))]);

        Assert.Single(refusals, refusal => refusal is null);
        Assert.All(refusals.OfType<Refusal>(), refusal => Assert.Equal((ErrorCode.InvalidIdentity, "exists"), (refusal.Code, refusal["reason"])));
    }

    [Theory, InlineData(Operation.RotateDevice), InlineData(Operation.LinkDevice), InlineData(Operation.UnlinkDevice), InlineData(Operation.DeleteAccount)]
    public async Task RA_15_a_recovery_beside_an_operation_of_an_old_device_leaves_one_generation(Operation operation)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ForgedDevice first = await NewAccountAsync();
            ForgedDevice second = await LinkAsync(first);
            ForgedDevice found = new(World, first.Identity);
            byte[] recover = found.Message(found.RecoverRequest(first.Recovery, FreshHash()), first.Recovery);
            byte[] other = first.Gated(operation switch
            {
                Operation.LinkDevice => first.LinkRequest(new ForgedDevice(World, first.Identity).Container()),
                Operation.UnlinkDevice => first.UnlinkRequest(second.Device),
                _ => first.RotateRequest(),
            });

            Refusal?[] refusals = await AtOnceAsync([() => SendAsync(Operation.RecoverAccount, recover), () => SendAsync(operation, other)]);

            Account account = await LoadAsync(first.Identity);
            if (account.IsDeleted)
            {
                Assert.Null(refusals[1]);
                Assert.Equal(ErrorCode.InvalidIdentity, refusals[0]!.Code);
                continue;
            }

            Assert.Null(refusals[0]);
            Assert.Equal(found.Device, Assert.Single(account.ActiveDevices).Id);
            Assert.True(refusals[1] is null or { Code: ErrorCode.InvalidDevice }, refusals[1]?.ToString());
        }
    }

    [Fact]
    public async Task RC_09_of_a_recovery_and_a_change_of_the_recovery_key_exactly_one_happens()
    {
        HashSet<ErrorCode> refused = [];
        for (int round = 0; round < Rounds; round++)
        {
            ForgedDevice device = await NewAccountAsync();
            ForgedDevice found = new(World, device.Identity);
            byte[] recover = found.Message(found.RecoverRequest(device.Recovery, FreshHash()), device.Recovery);
            byte[] change = device.Gated(device.ChangeRequest(FreshHash()));

            // Both orders for certain, then whatever comes.
            Refusal?[] refusals = round switch
            {
                0 => [await SendAsync(Operation.RecoverAccount, recover), await SendAsync(Operation.ChangeRecoveryKey, change)],
                1 => [.. new[] { await SendAsync(Operation.ChangeRecoveryKey, change), await SendAsync(Operation.RecoverAccount, recover) }.Reverse()],
                _ => await AtOnceAsync([() => SendAsync(Operation.RecoverAccount, recover), () => SendAsync(Operation.ChangeRecoveryKey, change)]),
            };

            Assert.Single(refusals, refusal => refusal is null);
            Assert.Equal(refusals[0] is null ? ErrorCode.InvalidDevice : ErrorCode.InvalidHash, refusals.OfType<Refusal>().Single().Code);
            refused.Add(refusals.OfType<Refusal>().Single().Code);
        }

        Assert.Equal(2, refused.Count);
    }

    [Fact]
    public async Task UL_11_a_device_that_rotates_all_the_time_is_unlinked_all_the_same()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice restless = await LinkAsync(first);
        byte[] unlink = first.Gated(first.UnlinkRequest(restless.Device));
        Task<Refusal> rotating = Task.Run(async () =>
        {
            while (true)
            {
                if (await SendAsync(Operation.RotateDevice, restless.Gated(restless.RotateRequest())) is { } refusal)
                {
                    return refusal;
                }

                restless.Position++;
            }
        });
        Assert.Null(await SendAsync(Operation.UnlinkDevice, unlink));

        Assert.Equal("revoked", (await rotating)["reason"]);
        Assert.True((await LoadAsync(first.Identity)).Find(restless.Device)!.IsRevoked);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task UL_16_DA_14_a_refresh_that_is_under_way_on_another_node_gives_no_usable_token(bool isDeleted)
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = await new ForgedSession(World, second).CreateAsync();
        session.Token = await session.TokenAsync(Operation.RefreshSession, session.RefreshMessage());
        session.Position++;
        byte[] end = isDeleted ? first.Gated(first.RotateRequest()) : first.Gated(first.UnlinkRequest(second.Device));
        OnceBeforeWrite(isDeleted ? Operation.DeleteAccount : Operation.UnlinkDevice, end);
        byte[] refresh = session.RefreshMessage();

        // The node has read the account, and writes after it has changed.
        Refusal? refusal = await new Node(World, _store).SendAsync(Operation.RefreshSession, refresh);

        Assert.Equal(isDeleted ? ErrorCode.InvalidIdentity : ErrorCode.InvalidDevice, refusal?.Code);
        await RefusedAsync(Operation.RefreshSession, refresh, isDeleted ? ErrorCode.InvalidIdentity : ErrorCode.InvalidDevice);
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("revoked", (await World.VerifyAsync(session.AccessMessage())).Refusal!["reason"]); // what was issued before
    }

    [Fact]
    public async Task CS_12_a_device_that_is_revoked_between_look_and_issue_gets_no_token()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        ForgedSession session = new(World, second);
        byte[] message = session.CreateMessage(await session.RequestAsync());
        OnceBeforeWrite(Operation.UnlinkDevice, first.Gated(first.UnlinkRequest(second.Device)));

        Assert.Equal("revoked", (await new Node(World, _store).SendAsync(Operation.CreateSession, message))!["reason"]);
    }

    [Fact]
    public async Task N_07_a_node_that_stood_still_between_look_and_write_writes_nothing_stale()
    {
        ForgedDevice device = await NewAccountAsync();
        byte[] stale = device.Gated(device.RotateRequest(rotationHash: FreshHash()));
        byte[] other = device.Gated(device.ChangeRequest(FreshHash()));
        OnceBeforeWrite(Operation.ChangeRecoveryKey, other, TimeSpan.FromSeconds(60));

        Refusal? refusal = await new Node(World, _store).SendAsync(Operation.RotateDevice, stale);

        Assert.Equal(ErrorCode.InvalidHash, refusal?.Code);
        device.Position++;
        await AcknowledgedWithoutChangeAsync(Operation.ChangeRecoveryKey, other);
    }

    /// <summary>Another node applies a message while this one is about to write.</summary>
    private void OnceBeforeWrite(Operation operation, byte[] message, TimeSpan pause = default) => _store.BeforeWrite = async () =>
    {
        _store.BeforeWrite = () => Task.CompletedTask;
        World.Clock.Advance(pause);
        Assert.Null((await World.ExecuteAsync(operation, message)).Refusal);
    };

    private async Task<Refusal?> SendAsync(Operation operation, byte[] message) => (await World.ExecuteAsync(operation, message)).Refusal;

    private static Task<Refusal?[]> AtOnceAsync(Func<Task<Refusal?>>[] calls) => Task.WhenAll(calls.Select(call => Task.Run(call)));

    private sealed class TrustingIdentities : IIdentityVerifier
    {
        public ValueTask<bool> VerifyAsync(Utf8Text identity, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash, CancellationToken cancellationToken = default) => new(true);
    }
}
