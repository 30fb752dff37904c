using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Sessions;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Cases;

/// <summary>Catalogue, section 11.</summary>
public sealed class CreateSessionCases : CaseBase
{
    [Fact]
    public async Task RS_01_RS_02_RS_03_a_challenge_is_given_for_any_identity_and_nothing_is_stored()
    {
        ForgedSession session = new(World, await NewAccountAsync());
        byte[] before = World.Store.Image();

        Assert.Matches("^0A[A-D][A-Za-z0-9_-]{21}$", await session.RequestAsync());
        Assert.Matches("^0A[A-D][A-Za-z0-9_-]{21}$", await session.RequestAsync(FreshHash()));

        Assert.Equal(before, World.Store.Image());
    }

    [Fact]
    public async Task RS_06_all_challenges_of_a_moment_are_distinct()
    {
        ForgedSession session = new(World, new ForgedDevice(World));
        HashSet<string> challenges = [];
        for (int i = 0; i < 200; i++)
        {
            Assert.True(challenges.Add(await session.RequestAsync()));
        }
    }

    [Fact]
    public async Task RS_07_a_signature_is_a_member_too_many()
    {
        ForgedDevice device = new(World);
        byte[] message = device.Message($"{{\"authentication\":{{\"identity\":\"{device.Identity}\"}}}}", device.Key(0));

        await RefusedAsync(Operation.RequestSession, message, ErrorCode.InvalidMessage, "signature");
    }

    [Fact]
    public async Task CS_01_the_token_carries_the_request_and_its_times_are_in_order()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = await new ForgedSession(World, device).CreateAsync();

        string expected = $"{{\"serverIdentity\":\"{World.AccessKey.PublicKey}\",\"device\":\"{device.Device}\",\"identity\":\"{device.Identity}\",\"publicKey\":\"{session.Key(0).PublicKey}\","
            + $"\"rotationHash\":\"{World.Hash(session.Key(1).PublicKey)}\",\"issuedAt\":\"2026-11-23T12:00:00.000Z\",\"expiry\":\"2026-11-23T12:15:00.000Z\",\"refreshExpiry\":\"2026-11-24T00:00:00.000Z\",\"attributes\":{{}}}}";
        Assert.Equal(expected, session.Claims());
    }

    [Fact]
    public async Task CS_02_CS_03_a_challenge_is_answered_once()
    {
        ForgedSession session = new(World, await NewAccountAsync());
        string challenge = await session.RequestAsync();
        byte[] message = session.CreateMessage(challenge);
        await session.TokenAsync(Operation.CreateSession, message);

        await RefusedAsync(Operation.CreateSession, message, ErrorCode.IncorrectNonce);
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(challenge, publicKey: session.Key(5).PublicKey), ErrorCode.IncorrectNonce);
    }

    [Fact]
    public async Task CS_04_CS_06_challenges_of_others_and_invented_ones_are_refused()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = new(World, device);
        string foreign = await new ForgedSession(World, await NewAccountAsync()).RequestAsync();
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(foreign), ErrorCode.IncorrectNonce);
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(device.NewNonce().ToString()), ErrorCode.IncorrectNonce);

        string challenge = await session.RequestAsync();
        char last = challenge[^1] == 'A' ? 'B' : 'A';
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(challenge[..^1] + last), ErrorCode.IncorrectNonce);
    }

    [Theory, InlineData(-1, true), InlineData(0, true), InlineData(1, false)]
    public async Task CS_07_a_challenge_lives_for_its_lifetime_to_the_millisecond(int milliseconds, bool accepted)
    {
        ForgedSession session = new(World, await NewAccountAsync());
        byte[] message = session.CreateMessage(await session.RequestAsync());
        World.Clock.Advance(World.Options.Sessions.ChallengeLifetime + TimeSpan.FromMilliseconds(milliseconds));

        if (accepted)
        {
            await session.TokenAsync(Operation.CreateSession, message);
        }
        else
        {
            await RefusedAsync(Operation.CreateSession, message, ErrorCode.StaleRequest);
        }
    }

    [Fact]
    public async Task K_07_a_challenge_of_another_wrap_of_its_32_bit_time_is_refused()
    {
        ForgedSession session = new(World, await NewAccountAsync());
        byte[] message = session.CreateMessage(await session.RequestAsync());
        World.Clock.Advance(TimeSpan.FromMilliseconds(1L << 32));

        await RefusedAsync(Operation.CreateSession, message, ErrorCode.IncorrectNonce);
    }

    [Fact]
    public async Task CS_08_a_bad_signature_does_not_use_the_challenge_up()
    {
        ForgedSession session = new(World, await NewAccountAsync());
        string challenge = await session.RequestAsync();
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(challenge, session.Key(0)), ErrorCode.InvalidMessage, "signature");

        await session.TokenAsync(Operation.CreateSession, session.CreateMessage(challenge));
    }

    [Fact]
    public async Task CS_09_of_many_copies_at_once_exactly_one_gets_a_token()
    {
        ForgedSession session = new(World, await NewAccountAsync());
        byte[] message = session.CreateMessage(await session.RequestAsync());

        Node[] nodes = [new(World), new(World), new(World), new(World)];

        Refusal?[] refusals = await Task.WhenAll(Enumerable.Range(0, 1000).Select(copy => Task.Run(() => nodes[copy % 4].SendAsync(Operation.CreateSession, message))));

        Assert.Single(refusals, refusal => refusal is null);
    }

    [Fact]
    public async Task CS_10_only_the_key_in_force_answers_a_challenge()
    {
        ForgedDevice device = await NewAccountAsync();
        await RotateAsync(device);
        ForgedSession session = new(World, device);
        foreach (ISigningKey wrong in (ISigningKey[])[device.Key(0), device.Key(2), device.Recovery, session.Key(0)])
        {
            await RefusedAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync(), wrong), ErrorCode.InvalidMessage, "signature");
        }
    }

    [Fact]
    public async Task CS_11_revoked_and_unknown_devices_get_no_session()
    {
        ForgedDevice first = await NewAccountAsync();
        ForgedDevice second = await LinkAsync(first);
        await MoveAsync(first, Operation.UnlinkDevice, first.UnlinkRequest(second.Device));
        ForgedSession revoked = new(World, second);
        ForgedSession unknown = new(World, new ForgedDevice(World, first.Identity));

        await RefusedAsync(Operation.CreateSession, revoked.CreateMessage(await revoked.RequestAsync()), ErrorCode.InvalidDevice, "revoked");
        await RefusedAsync(Operation.CreateSession, unknown.CreateMessage(await unknown.RequestAsync()), ErrorCode.InvalidDevice, "unknown");
    }

    [Fact]
    public async Task CS_13_CS_14_access_keys_are_neither_device_keys_nor_commit_to_themselves()
    {
        ForgedDevice device = await NewAccountAsync();
        ForgedSession session = new(World, device);

        await RefusedAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync(), publicKey: device.Key(0).PublicKey), ErrorCode.InvalidHash, "keyReuse");
        await RefusedAsync(Operation.CreateSession, session.CreateMessage(await session.RequestAsync(), rotationHash: World.Hash(session.Key(0).PublicKey)), ErrorCode.InvalidHash, "rotation");
    }

    [Fact]
    public async Task CS_17_CS_18_a_challenge_survives_a_restart_and_one_rotation_of_its_key()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 32)];
        byte[] second = [.. Enumerable.Repeat((byte)2, 32)];
        Utf8Text identity = FreshHash();
        Challenges before = new(new ChallengeKeys(first), World.Suite.Noncer, World.Options.Sessions);
        byte[] challenge = new byte[16];
        World.Suite.Noncer.TryDecode(before.Issue(identity, World.Start).Span, challenge);

        byte[] tag = AccountTag.RowKey(identity, default);
        Assert.Equal(tag, Assert.Single(new Challenges(new ChallengeKeys(first), World.Suite.Noncer, World.Options.Sessions).TagsOf(challenge, World.Start, out _)));
        Assert.Equal(tag, new Challenges(new ChallengeKeys(second, first), World.Suite.Noncer, World.Options.Sessions).TagsOf(challenge, World.Start, out DateTimeOffset issuedAt)[1]);
        Assert.Equal(World.Start, issuedAt);
        Assert.NotEqual(tag, Assert.Single(new Challenges(new ChallengeKeys(second), World.Suite.Noncer, World.Options.Sessions).TagsOf(challenge, World.Start, out _)));
    }

    [Theory, InlineData("throws"), InlineData("hangs"), InlineData("talks")]
    public async Task CS_19_an_application_that_fails_costs_no_challenge(string failure)
    {
        FailingAttributes attributes = new(failure);
        World world = new(configure: options => options with { Attributes = attributes });
        ForgedDevice device = await NewAccountAsync(world);
        ForgedSession session = new(world, device);
        byte[] message = session.CreateMessage(await session.RequestAsync());
        byte[] before = world.Store.Image();

        Task<(byte[], Refusal?)> attempt = world.ExecuteAsync(Operation.CreateSession, message);
        world.Clock.Advance(world.Options.Sessions.AttributesTimeout + TimeSpan.FromSeconds(1));
        if (failure == "talks")
        {
            Assert.Equal(ErrorCode.InvalidMessage, (await attempt).Item2!.Code);
        }
        else
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => attempt);
        }

        Assert.Equal(before, world.Store.Image());
        attributes.Failure = "";
        await session.TokenAsync(Operation.CreateSession, message);
    }

    [Fact]
    public async Task CA_16_a_device_id_of_two_accounts_serves_both()
    {
        ForgedDevice owner = await NewAccountAsync();
        ForgedDevice lost = await NewAccountAsync();
        // Whoever sees a device's keys in flight can name them in a recovery of his own account: it proves no possession of them.
        byte[] message = owner.Message(
            $"{{\"authentication\":{{\"device\":\"{owner.Device}\",\"identity\":\"{lost.Identity}\",\"publicKey\":\"{owner.Key(0).PublicKey}\",\"recoveryHash\":\"{FreshHash()}\",\"recoveryKey\":\"{lost.Recovery.PublicKey}\",\"rotationHash\":\"{World.Hash(owner.Key(1).PublicKey)}\"}}}}",
            lost.Recovery);
        await AcknowledgedAsync(Operation.RecoverAccount, message);
        Assert.Equal(2, (await World.Store.FindIdentitiesAsync(RowKind.Device, owner.Device.Memory)).Count);

        ForgedSession own = await new ForgedSession(World, owner).CreateAsync();
        Assert.Contains(owner.Identity.ToString(), own.Claims(), StringComparison.Ordinal);
        string challenge = await own.RequestAsync(lost.Identity);
        string token = await own.TokenAsync(Operation.CreateSession, own.CreateMessage(challenge, publicKey: own.Key(7).PublicKey));
        Assert.Contains(lost.Identity.ToString(), own.Claims(token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CA_16_a_device_whose_id_was_put_into_sixteen_accounts_before_it_was_registered_gets_its_sessions()
    {
        // Whoever holds a registration back knows all that a recovery of his own accounts onto that device needs.
        ForgedDevice late = new(World);
        for (int i = 0; i < 16; i++)
        {
            ForgedDevice own = await NewAccountAsync();
            byte[] message = late.Message(
                $"{{\"authentication\":{{\"device\":\"{late.Device}\",\"identity\":\"{own.Identity}\",\"publicKey\":\"{late.Key(0).PublicKey}\",\"recoveryHash\":\"{FreshHash()}\",\"recoveryKey\":\"{own.Recovery.PublicKey}\",\"rotationHash\":\"{World.Hash(late.Key(1).PublicKey)}\"}}}}",
                own.Recovery);
            await AcknowledgedAsync(Operation.RecoverAccount, message);
        }

        await AcknowledgedAsync(Operation.CreateAccount, late.Message(late.CreateRequest(), late.Key(0)));
        Assert.DoesNotContain(late.Identity, await World.Store.FindIdentitiesAsync(RowKind.Device, late.Device.Memory));

        ForgedSession session = await new ForgedSession(World, late).CreateAsync();
        Assert.Contains(late.Identity.ToString(), session.Claims(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CA_16_a_device_that_was_registered_before_rows_had_owners_is_found_among_its_accounts()
    {
        ForgedDevice device = new(World);
        byte[] message = device.Message(device.CreateRequest(), device.Key(0));
        World earlier = new(World.Suite, options => options with { Store = new WithoutOwners(World.Store), ResponseKey = World.ResponseKey, AccessKey = World.AccessKey, ChallengeKeys = World.Options.ChallengeKeys });
        (_, Refusal? refusal) = await earlier.ExecuteAsync(Operation.CreateAccount, message);
        Assert.Null(refusal);

        ForgedSession session = await new ForgedSession(World, device).CreateAsync();
        Assert.Contains(device.Identity.ToString(), session.Claims(), StringComparison.Ordinal);
    }

    /// <summary>A store as an earlier version wrote it.</summary>
    private sealed class WithoutOwners(IAccountStore inner) : IAccountStore
    {
        public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => inner.LoadAsync(identity, cancellationToken);

        public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => inner.FindIdentitiesAsync(kind, key, cancellationToken);

        public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) =>
            inner.CommitAsync(commit with { Insert = [.. commit.Insert.Where(row => row.Kind != RowKind.Owner)] }, cancellationToken);
    }

    private sealed class FailingAttributes(string failure) : IAttributeSource
    {
        public string Failure { get; set; } = failure;

        public async ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default)
        {
            switch (Failure)
            {
                case "throws":
                    throw new InvalidOperationException("The application is broken.");
                case "hangs":
                    await new TaskCompletionSource().Task;
                    break;
            }

            string json = Failure == "talks" ? $"\"{new string('x', 20_000)}\"" : "{}";
            Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson attributes, out _));
            return attributes;
        }
    }
}
