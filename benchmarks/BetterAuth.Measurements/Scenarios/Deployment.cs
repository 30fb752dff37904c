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
using BetterAuth.Wire;

namespace BetterAuth.Measurements.Scenarios;

/// <summary>A server in this process, reached without HTTP.</summary>
internal sealed class Deployment : INetwork
{
    private readonly BetterAuthServer _server;

    public Deployment(IAccountStore? store = null)
    {
        Options = new()
        {
            Store = store ?? new MemoryAccountStore(TimeProvider.System),
            ResponseKey = CryptographicSuite.Default.Keys.Generate(),
            AccessKey = CryptographicSuite.Default.Keys.Generate(),
            ChallengeKeys = ChallengeKeys.Generate(),
        };
        _server = new BetterAuthServer(Options);
    }

    public BetterAuthServerOptions Options { get; }

    public ISigningKey AccessKey => Options.AccessKey;

    public AccessVerifierOptions Access => new() { AccessKeys = new VerificationKeyRing(AccessKey), ReplayLock = MemoryReplayLock.ForFreshKeys(TimeProvider.System), Revocations = new RevocationList((IRevocationReader)Options.Store, TimeProvider.System), Times = new() { Window = TimeSpan.FromSeconds(300) } };

    public bool AuthenticatesServer => true;

    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArrayBufferWriter<byte> answer = new();
        Operation operation = Operations.All.First(candidate => AuthenticationPaths.Default.PathOf(candidate) == path);
        Refusal? refusal = await _server.ExecuteAsync(operation, message, answer, cancellationToken);
        return refusal is null ? answer.WrittenMemory : throw refusal.ToException();
    }
}
