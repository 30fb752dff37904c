using System.Buffers;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>A server in front of the library's that answers as it likes.</summary>
internal sealed class ServerBug(Func<ServerBug.Call, ValueTask<Refusal?>> serve) : Seams
{
    public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

    public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

    public override ValueTask<Refusal?> ServeAsync(ServerNode node, BetterAuthServer server, Operation endpoint, SimMessage message, IBufferWriter<byte> answer) =>
        serve(new(node, server, endpoint, message, answer));

    internal sealed record Call(ServerNode Node, BetterAuthServer Server, Operation Endpoint, SimMessage Message, IBufferWriter<byte> Answer)
    {
        public bool ChangesAccounts => Endpoint < Operation.RequestSession;

        public ValueTask<Refusal?> GoOnAsync() => Server.ExecuteAsync(Endpoint, Message.Bytes, Answer);

        /// <summary>Says that it is done.</summary>
        public async ValueTask<Refusal?> AcknowledgeAsync(Utf8Text? nonce = null, bool byAccessKey = false)
        {
            ResponseSigner signer = new((byAccessKey ? Node.AccessKey : Node.ResponseKey).Key);
            await signer.WriteAsync(nonce ?? Message.Facts.Nonce, default(EmptyResponse), Answer);
            return null;
        }

        /// <summary>Adds a row to some account.</summary>
        public async Task CommitAsync(RowKind kind, ReadOnlyMemory<byte> key)
        {
            Utf8Text identity = Message.Facts.Identity;
            StoredAccount? stored = await Node.World.Store.LoadAsync(identity);
            await new FaultyStore(Node, Node.World.Store).CommitAsync(new() { Identity = identity, ExpectedVersion = stored?.Version ?? 0, Insert = [new(kind, key)] });
        }
    }
}
