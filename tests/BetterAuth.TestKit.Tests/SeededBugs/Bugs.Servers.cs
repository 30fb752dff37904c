using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of the operations around the rules.</summary>
internal static partial class Bugs
{
    private static (string Name, Func<Seams> Seams)[] Servers { get; } =
    [
        ("the digest is without the operation: an applied rotate acknowledges a delete", () => new ServerBug(DigestWithoutOperationAsync) { World = settings => settings with { Attacked = true, AttackWeight = 250 } }),
        ("a refusal is acknowledged: the handler ignores the rotation's failure", () => new ServerBug(async call => await call.GoOnAsync() is { Code: ErrorCode.InvalidHash or ErrorCode.InvalidDevice } refusal ? call.ChangesAccounts ? await call.AcknowledgeAsync() : refusal : null)),
        ("an unknown outcome is acknowledged", () => new ServerBug(AcknowledgeUnknownAsync)),
        ("everything of a deleted account is acknowledged", () => new ServerBug(async call => await call.GoOnAsync() is { Code: ErrorCode.InvalidIdentity } refusal ? call.ChangesAccounts ? await call.AcknowledgeAsync() : refusal : null) { World = Deletions }),
        ("the state that is asked for is acknowledged for bound nonces too", () => new ServerBug(StateAskedForAsync) { World = settings => settings with { Legacy = 0, Loss = 150, Attacked = true, AttackWeight = 250, Server = Client.PeerServer.ExactlyOnce, Trust = Client.AcknowledgementTrust.Believe } }),
        ("answers are signed by the access key", () => new ServerBug(call => call.ChangesAccounts ? call.AcknowledgeAsync(byAccessKey: true) : call.GoOnAsync())),
        ("an answer carries another nonce", () => new ServerBug(async call => await call.GoOnAsync() is null && call.ChangesAccounts ? await Rewrite(call) : null)),
        ("a challenge is stored for everybody who asks", () => new ServerBug(async call =>
        {
            if (call is { Endpoint: Operation.RequestSession, Message.Facts.Identity.IsEmpty: false })
            {
                await call.CommitAsync(RowKind.Challenge, call.Message.Facts.Nonce.Memory);
            }

            return await call.GoOnAsync();
        })),
        ("a challenge is consumed before the signature is verified", () => new ConsumeFirst()),
        ("a refusal leaves a row behind", () => new ServerBug(async call =>
        {
            Refusal? refusal = await call.GoOnAsync();
            if (refusal is { Code: ErrorCode.InvalidHash } && call.ChangesAccounts)
            {
                await call.CommitAsync(RowKind.UsedKey, call.Message.Facts.Nonce.Memory);
            }

            return refusal;
        })),
        ("signatures are not verified", () => new WithOptions((_, options) => options with { Suite = options.Suite with { Verifier = new Believing(options.Suite.Verifier) } }) { World = settings => settings with { Attacked = true, AttackWeight = 250 } }),
        ("bound nonces are not looked at (exactly-once, section 9: no bound nonce)", () => new WithOptions((_, options) => options with { Nonces = NoncePolicy.Compatible, Suite = options.Suite with { Noncer = new Blind(options.Suite.Noncer) } }) { World = settings => settings with { Attacked = true, AttackWeight = 250 } }),
        ("the clock is read once, outside the commit (exactly-once, section 9: refresh outside the transaction)", () => new FrozenServerClock()),
        ("a challenge is good for ten minutes", () => new WithOptions((_, options) => options with { Sessions = options.Sessions with { ChallengeLifetime = TimeSpan.FromMinutes(10) } }) { World = settings => settings with { Attacked = true, LongDelays = 20 } }),
        ("a server's clock is an hour behind the store's", () => new WithOptions((_, options) => options with { TimeProvider = new Earlier(options.TimeProvider) }) { World = settings => settings with { LongDelays = 20 } }),
    ];

    /// <summary>An applied message is acknowledged wherever it comes in again.</summary>
    private static ValueTask<Refusal?> DigestWithoutOperationAsync(ServerBug.Call call)
    {
        ReplayedAccount? account = call.Node.World.Ledger.Account(call.Message.Facts.Identity);
        bool isApplied = call.Message.Intended is { } intended and (Operation.RotateDevice or Operation.DeleteAccount)
            && account?.Devices.GetValueOrDefault(call.Message.Facts.Device)?.LastDigest == ReplayRequest.Of(intended, call.Message.Facts, call.Node.World.Suite.Hasher).Digest;
        return isApplied && call.Endpoint is Operation.RotateDevice or Operation.DeleteAccount && isApplied ? call.AcknowledgeAsync() : call.GoOnAsync();
    }

    private static async ValueTask<Refusal?> AcknowledgeUnknownAsync(ServerBug.Call call)
    {
        try
        {
            return await call.GoOnAsync();
        }
        catch (StoreUnavailableException) when (call.ChangesAccounts)
        {
            return await call.AcknowledgeAsync();
        }
    }

    private static ValueTask<Refusal?> StateAskedForAsync(ServerBug.Call call)
    {
        ReplayedDevice? device = call.Node.World.Ledger.Account(call.Message.Facts.Identity)?.Devices.GetValueOrDefault(call.Message.Facts.Device);
        bool holds = call.Endpoint == Operation.RotateDevice && device is { IsRevoked: false } && device.PublicKey == call.Message.Facts.PublicKey && device.RotationHash == call.Message.Facts.RotationHash;
        return holds ? call.AcknowledgeAsync() : call.GoOnAsync();
    }

    private static ValueTask<Refusal?> Rewrite(ServerBug.Call call)
    {
        ((System.Buffers.ArrayBufferWriter<byte>)call.Answer).ResetWrittenCount();
        byte[] nonce = new byte[call.Node.World.Suite.Noncer.TextLength];
        call.Node.World.Suite.Noncer.Generate(nonce);
        return call.AcknowledgeAsync(new Utf8Text(nonce));
    }

    /// <summary>Changes what servers are built from.</summary>
    private sealed class WithOptions(Func<ServerNode, BetterAuthServerOptions, BetterAuthServerOptions> change) : Seams
    {
        public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

        public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

        public override BetterAuthServerOptions Configure(ServerNode node, BetterAuthServerOptions options) => change(node, options);
    }

    private sealed class ConsumeFirst : Seams
    {
        public override async ValueTask<Refusal?> ServeAsync(ServerNode node, BetterAuthServer server, Operation endpoint, TestKit.Traffic.SimMessage message, System.Buffers.IBufferWriter<byte> answer)
        {
            ServerBug.Call call = new(node, server, endpoint, message, answer);
            Utf8Text identity = node.World.Ledger.ChallengedBy(message.Facts.Challenge);
            if (endpoint == Operation.CreateSession && !identity.IsEmpty && await node.World.Store.LoadAsync(identity) is { } stored)
            {
                await new FaultyStore(node, node.World.Store).CommitAsync(new() { Identity = identity, ExpectedVersion = stored.Version, Insert = [new(RowKind.Challenge, message.Facts.Challenge.Memory, default, DateTimeOffset.MaxValue)] });
            }

            return await call.GoOnAsync();
        }
    }

    /// <summary>Takes every signature that has a signature's form.</summary>
    private sealed class Believing(IVerifier inner) : IVerifier
    {
        public int PublicKeyLength => inner.PublicKeyLength;

        public int SignatureLength => inner.SignatureLength;

        public bool IsWellFormedKey(ReadOnlySpan<byte> text) => inner.IsWellFormedKey(text);

        public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => inner.IsWellFormedSignature(text);

        public bool IsValidKey(ReadOnlySpan<byte> text) => inner.IsValidKey(text);

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => VerificationStatus.Valid;
    }

    /// <summary>Reads other values out of nonces than everybody else, so that none looks bound to anything.</summary>
    private sealed class Blind(INoncer inner) : INoncer
    {
        public int TextLength => inner.TextLength;

        public bool IsWellFormed(ReadOnlySpan<byte> text) => inner.IsWellFormed(text);

        public void Generate(Span<byte> text) => inner.Generate(text);

        public void Encode(ReadOnlySpan<byte> value, Span<byte> text)
        {
            Span<byte> changed = stackalloc byte[INoncer.ValueLength];
            value.CopyTo(changed);
            changed[^1] ^= 1;
            inner.Encode(changed, text);
        }

        public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value)
        {
            bool read = inner.TryDecode(text, value);
            value[INoncer.ValueLength - 1] ^= 1;
            return read;
        }
    }

    /// <summary>Every request is judged by the time at which it came in.</summary>
    private sealed class FrozenServerClock : Seams
    {
        public override WorldSettings Settings(WorldSettings drawn) => drawn with { Pauses = 300, LongDelays = 20, Duplicates = 200 };

        public override TimeProvider ServerClock(ServerNode node, TimeProvider clock) => new FrozenClock(clock);
    }

    private sealed class Earlier(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() - TimeSpan.FromHours(1);
    }
}
