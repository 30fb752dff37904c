using System.Buffers;
using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Server;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;
using Device = BetterAuth.TestKit.Clients.Device;

namespace BetterAuth.TestKit.Worlds;

/// <summary>Where tests put a bug into a world, to see that it is found: around stores, locks, networks, clocks and servers. As it stands it changes nothing.</summary>
internal class Seams
{
    public static Seams None { get; } = new();

    public virtual WorldSettings Settings(WorldSettings drawn) => drawn;

    public virtual BetterAuthServerOptions Configure(ServerNode node, BetterAuthServerOptions options) => options;

    public virtual AccessVerifierOptions Configure(VerifierNode node, AccessVerifierOptions options) => options;

    /// <summary>Between the servers and what shows their commits to the ledger.</summary>
    public virtual IAccountStore AboveStore(ServerNode node, IAccountStore store) => store;

    /// <summary>The store itself, which the ledger compares with what was committed.</summary>
    public virtual IAccountStore BelowStore(World world, IAccountStore store) => store;

    public virtual IReplayLock AboveLock(VerifierNode node, IReplayLock replayLock) => replayLock;

    public virtual TimeProvider ServerClock(ServerNode node, TimeProvider clock) => clock;

    public virtual BetterAuthClientOptions Configure(RealDevice device, BetterAuthClientOptions options) => options;

    public virtual IRevocationReader AboveRevocations(VerifierNode node, IRevocationReader reader) => reader;

    /// <summary>The access keys that a server or verifier accepts.</summary>
    public virtual IVerificationKeyRing AccessKeys(Actor node, ServerRing ring) => ring;

    /// <summary>The response keys that a device accepts.</summary>
    public virtual IVerificationKeyRing ResponseKeys(Device device, KnownKeys keys) => keys;

    /// <summary>Whether a server is told at once that a key it signs with was withdrawn.</summary>
    public virtual bool HearsOfKeys(ServerNode node) => true;

    /// <summary>Whether two processes run on one device's store, which nothing locks.</summary>
    public virtual bool SharesClientStores => false;

    /// <summary>Whether a legacy device commits to one key for one position, as all existing clients do.</summary>
    public virtual bool KeepsFutureKey => true;

    /// <summary>Between the client and what shows its writes to the ledger.</summary>
    public virtual IClientStore AboveClientStore(Device device, IClientStore store) => store;

    /// <summary>What the client's writes reach.</summary>
    public virtual IClientStore ClientStore(Device device, IClientStore store) => store;

    public virtual INetwork ClientNetwork(Device device, INetwork network) => network;

    public virtual ValueTask<Refusal?> ServeAsync(ServerNode node, BetterAuthServer server, Operation endpoint, SimMessage message, IBufferWriter<byte> answer) =>
        server.ExecuteAsync(endpoint, message.Bytes, answer);
}
