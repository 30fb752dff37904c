using System.Buffers;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.Storage;
using BetterAuth.Tests.Support.Secrets;
using BetterAuth.Wire;
using Microsoft.Extensions.Time.Testing;

namespace BetterAuth.Tests.Support;

/// <summary>A deployment in one process: server, access verifier and store under one clock, and clients that reach them through a network that tests may cut and bend.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public World(CryptographicSuite? suite = null, Func<BetterAuthServerOptions, BetterAuthServerOptions>? configure = null, Func<AccessVerifierOptions, AccessVerifierOptions>? access = null)
    {
        Suite = suite ?? CryptographicSuite.Default;
        Verifications = new(Suite.Verifier);
        Suite = Suite with { Verifier = Verifications, Keys = new KnownKeys(Suite.Keys) };
        ResponseKey = Suite.Keys.Generate();
        AccessKey = Suite.Keys.Generate();
        Store = new MemoryAccountStore(Clock);
        BetterAuthServerOptions options = new()
        {
            Store = Store,
            ResponseKey = ResponseKey,
            AccessKey = AccessKey,
            ChallengeKeys = ChallengeKeys.Generate(),
            Suite = Suite,
            TimeProvider = Clock,
        };
        Options = configure?.Invoke(options) ?? options;
        Server = new(Options);
        AccessVerifierOptions verification = new()
        {
            AccessKeys = new VerificationKeyRing(AccessKey),
            ReplayLock = MemoryReplayLock.ForFreshKeys(Clock),
            Revocations = new RevocationList(Store, Clock),
            Suite = Suite,
            TimeProvider = Clock,
        };
        Verifier = new(access?.Invoke(verification) ?? verification);
        Signer = new(ResponseKey);
        Network = new(this);
    }

    public CryptographicSuite Suite { get; }

    /// <summary>What was verified, by servers and clients.</summary>
    public CountingVerifier Verifications { get; }

    /// <summary>Every device that was made up in this world.</summary>
    public List<ForgedDevice> Devices { get; } = [];

    public FakeTimeProvider Clock { get; } = new(Start);

    public ISigningKey ResponseKey { get; }

    public ISigningKey AccessKey { get; }

    public MemoryAccountStore Store { get; }

    public BetterAuthServerOptions Options { get; }

    public BetterAuthServer Server { get; }

    public AccessVerifier Verifier { get; }

    public ResponseSigner Signer { get; }

    /// <summary>What clients made by <see cref="NewClientAsync"/> send through.</summary>
    public WorldNetwork Network { get; }

    public Utf8Text Hash(Utf8Text text) => Derivations.HashOf(Suite.Hasher, text);

    public async Task<BetterAuthClient> NewClientAsync(IClientStore? store = null, INetwork? network = null, string? audience = null, Func<BetterAuthClientOptions, BetterAuthClientOptions>? configure = null)
    {
        BetterAuthClientOptions options = new()
        {
            Network = network ?? Network,
            Store = store ?? new MemoryClientStore(),
            ResponseKeys = new VerificationKeyRing(ResponseKey),
            Audience = audience,
            Suite = Suite,
            TimeProvider = Clock,
        };
        return await BetterAuthClient.OpenAsync(configure?.Invoke(options) ?? options);
    }

    /// <summary>A client with an account; its recovery key is given back.</summary>
    public async Task<(BetterAuthClient Client, ISigningKey RecoveryKey)> NewAccountAsync(INetwork? network = null)
    {
        BetterAuthClient client = await NewClientAsync(network: network);
        ISigningKey recovery = Suite.Keys.Generate();
        await client.CreateAccountAsync(Hash(recovery.PublicKey));
        return (client, recovery);
    }

    /// <summary>Executes raw bytes: the answer, or the refusal.</summary>
    public async Task<(byte[] Answer, Refusal? Refusal)> ExecuteAsync(Operation operation, ReadOnlyMemory<byte> message)
    {
        ArrayBufferWriter<byte> answer = new();
        Refusal? refusal = await Server.ExecuteAsync(operation, message, answer);
        return (answer.WrittenSpan.ToArray(), Told(refusal));
    }

    /// <summary>Verifies an access request; with a target, one that its nonce may be bound to.</summary>
    public async Task<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, AccessTarget? target = null)
    {
        AccessResult result = target is { } to ? await Verifier.VerifyAsync(message, to) : await Verifier.VerifyAsync(message);
        Told(result.Refusal);
        return result;
    }

    private static Refusal? Told(Refusal? refusal)
    {
        if (refusal is not null)
        {
            Overheard.Hear(refusal);
        }

        return refusal;
    }
}
