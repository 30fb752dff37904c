using System.Buffers;
using System.Text;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Sqlite;
using BetterAuth.Tests.Model;
using BetterAuth.Tests.Storage.Sqlite;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Cases;

/// <summary>Access over several nodes, and tokens and nonces of every kind.</summary>
public sealed class AccessNodeCases : CaseBase
{
    [Fact]
    public async Task AC_03_a_replay_is_refused_at_another_node_and_after_a_restart()
    {
        await using DatabaseFolder folder = new();
        string path = folder.NewFile();
        SqliteAccountStore first = await OpenAsync(folder, path), second = await OpenAsync(folder, path);
        ForgedSession session = await NewSessionAsync(World);
        byte[] message = session.AccessMessage();

        Assert.True((await NodeOf(World, first.ReplayLock).VerifyAsync(message)).IsVerified);
        Assert.Equal(ErrorCode.IncorrectNonce, (await NodeOf(World, first.ReplayLock).VerifyAsync(message)).Refusal!.Code);
        Assert.Equal(ErrorCode.IncorrectNonce, (await NodeOf(World, second.ReplayLock).VerifyAsync(message)).Refusal!.Code);
        await first.DisposeAsync();
        await second.DisposeAsync();
        Assert.Equal(ErrorCode.IncorrectNonce, (await NodeOf(World, (await OpenAsync(folder, path)).ReplayLock).VerifyAsync(message)).Refusal!.Code);
    }

    [Fact]
    public async Task AC_19_N_11_of_requests_sent_twice_to_four_nodes_none_is_accepted_twice()
    {
        int requests = TestBudget.Iterations(4_000, 100_000, catalogue: 1_000_000);
        World world = new(PlainSuite.Instance);
        ForgedSession session = await NewSessionAsync(world);
        MemoryReplayLock shared = MemoryReplayLock.ForFreshKeys(world.Clock);
        AccessVerifier[] nodes = [.. Enumerable.Range(0, 4).Select(_ => NodeOf(world, shared))];
        int accepted = 0;
        for (int sent = 0; sent < requests; sent += 100)
        {
            // Of a hundred, one comes twice, at two nodes at once.
            byte[][] messages = [.. Enumerable.Range(0, 99).Select(_ => session.AccessMessage("1"))];
            int[] order = [.. Enumerable.Range(0, 99), sent / 100 % 99];
            Random.Shared.Shuffle(order);
            await Parallel.ForEachAsync(order.Index(), async (entry, _) =>
            {
                AccessResult result = await nodes[(entry.Index + entry.Item) % 4].VerifyAsync(messages[entry.Item], CancellationToken.None);
                if (result.IsVerified)
                {
                    Interlocked.Increment(ref accepted);
                    result.Access.Dispose();
                }
            });
            world.Clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.Equal(requests / 100 * 99, accepted);
    }

    [Theory, InlineData("../x"), InlineData("*"), InlineData(""), InlineData("FLUSHALL\\r\\n"), InlineData("1AAIzzzz")]
    public async Task AC_25_a_server_identity_that_is_no_key_is_looked_up_nowhere(string name)
    {
        RecordingRing ring = new(World.AccessKey);
        AccessVerifier verifier = new(new() { AccessKeys = ring, ReplayLock = MemoryReplayLock.ForFreshKeys(World.Clock), TimeProvider = World.Clock });
        ForgedSession session = await NewSessionAsync(World);
        foreach (string identity in (string[])[name, name + new string('A', 10_000)])
        {
            string token = session.Forge(session.Claims().Replace(World.AccessKey.PublicKey.ToString(), identity, StringComparison.Ordinal), World.AccessKey);
            Refusal refusal = (await verifier.VerifyAsync(session.AccessMessage(token: token))).Refusal!;
            Assert.Equal((ErrorCode.InvalidMessage, "payload.access.token.serverIdentity"), (refusal.Code, refusal["field"]));
        }

        Assert.Equal(0, ring.Asked);
        Assert.True((await verifier.VerifyAsync(session.AccessMessage())).IsVerified);
    }

    [Theory, InlineData(""), InlineData("0A"), InlineData("0AAAAAAAAAAAAAAAAAAAAAA"), InlineData("0AAAAAAAAAAAAAAAAAAAAAAAA"), InlineData("0BAAAAAAAAAAAAAAAAAAAAAA"), InlineData("0AAAAAAAAAAAAAAAAAAAAA+/"), InlineData("0A_AAAAAAAAAAAAAAAAAAAA=")]
    public async Task AC_27_a_nonce_of_another_form_is_refused(string nonce)
    {
        ForgedSession session = await NewSessionAsync(World);

        Refusal refusal = (await World.VerifyAsync(session.AccessMessage(nonce: nonce))).Refusal!;
        Assert.Equal((ErrorCode.InvalidMessage, "payload.access.nonce"), (refusal.Code, refusal["field"]));
    }

    [Theory, InlineData("{\"z\":1.0,\"a\":1}"), InlineData("{\"a\":1,\"z\":1.0}"), InlineData("{\"n\":1e2,\"m\":100,\"o\":-0.0}"), InlineData("{\"t\":\"\\u00e9é\\/<>&\"}"), InlineData("{ \"spaced\" : [ 1 , 2 ] }"), InlineData("null"), InlineData("\"text\"")]
    public async Task AC_29_attributes_are_taken_as_they_were_signed(string attributes)
    {
        ForgedSession session = await NewSessionAsync(World);
        string token = session.Forge(session.Claims().Replace("\"attributes\":{}", "\"attributes\":" + attributes, StringComparison.Ordinal), World.AccessKey);

        AccessResult result = await World.VerifyAsync(session.AccessMessage(token: token));

        Assert.True(result.IsVerified, result.Refusal?.ToString());
        Assert.Equal(attributes, result.Access.Attributes.ToString());
        result.Access.Dispose();
    }

    [Fact]
    public async Task AC_30_an_answer_repeats_the_nonce_and_names_the_response_key()
    {
        ForgedSession session = await NewSessionAsync(World);
        AccessResult result = await World.VerifyAsync(session.AccessMessage("{\"a\":1}"));
        ArrayBufferWriter<byte> answer = new();

        await World.Signer.WriteAsync(result.Access.Nonce, result.Access.Request, answer);

        ResponsePayload<RawJson> payload = ServerAssert.Verified<RawJson>(World, answer.WrittenSpan.ToArray());
        Assert.Equal(result.Access.Nonce, payload.Access.Nonce);
        Assert.Equal("{\"a\":1}", payload.Response.ToString());
    }

    [Fact]
    public async Task CA_20_accounts_with_one_recovery_hash_have_nothing_to_do_with_each_other()
    {
        int accounts = TestBudget.Iterations(500, 20_000, catalogue: 100_000);
        World world = new(PlainSuite.Instance);
        ISigningKey recovery = world.Suite.Keys.Generate();
        List<ForgedDevice> devices = [];
        for (int i = 0; i < accounts; i++)
        {
            ForgedDevice device = new(world) { Recovery = recovery };
            device.Identity = BetterAuth.Accounts.Derivations.IdentityOf(world.Suite.Hasher, device.Key(0).PublicKey, world.Hash(device.Key(1).PublicKey), world.Hash(recovery.PublicKey));
            Assert.Null((await world.ExecuteAsync(Operation.CreateAccount, device.Message(device.CreateRequest(), device.Key(0)))).Refusal);
            devices.Add(device);
        }

        ForgedDevice found = new(world, devices[0].Identity);
        Assert.Null((await world.ExecuteAsync(Operation.RecoverAccount, found.Message(found.RecoverRequest(recovery, FreshHash(world)), recovery))).Refusal);

        Assert.Equal(ErrorCode.InvalidDevice, (await world.ExecuteAsync(Operation.RotateDevice, devices[0].Gated(devices[0].RotateRequest()))).Refusal!.Code);
        foreach (ForgedDevice other in devices.Skip(1).Where((_, index) => index % 97 == 0))
        {
            Assert.Null((await world.ExecuteAsync(Operation.RotateDevice, other.Gated(other.RotateRequest()))).Refusal);
        }
    }

    private static Utf8Text FreshHash(World world) => world.Hash(world.Suite.Keys.Generate().PublicKey);

    private static AccessVerifier NodeOf(World world, IReplayLock replayLock) => new(new() { AccessKeys = new VerificationKeyRing(world.AccessKey), ReplayLock = replayLock, Suite = world.Suite, TimeProvider = world.Clock });

    private async Task<SqliteAccountStore> OpenAsync(DatabaseFolder folder, string path) => await folder.OpenAsync(path, options => options with { TimeProvider = World.Clock });

    private async Task<ForgedSession> NewSessionAsync(World world) => await new ForgedSession(world, await NewAccountAsync(world)).CreateAsync();

    private sealed class RecordingRing(IVerificationKey key) : IVerificationKeyRing
    {
        private readonly VerificationKeyRing _ring = new(key);

        public int Asked { get; private set; }

        public bool TryGet(Utf8Text identity, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IVerificationKey? found)
        {
            bool known = _ring.TryGet(identity, out found);
            Asked += known ? 0 : 1;
            return known;
        }
    }
}
