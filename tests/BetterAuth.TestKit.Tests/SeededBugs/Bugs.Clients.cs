using System.Buffers;
using BetterAuth.Client;
using BetterAuth.Server;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire.Messages;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of clients, their stores, and deployments that trust where they must not.</summary>
internal static partial class Bugs
{
    private static (string Name, Func<Seams> Seams)[] ClientBugs { get; } =
    [
        ("a client sends before it stores", () => new ClientBug { Above = (_, store) => new ClientBug.Store(store, new Behind().WriteAsync) }),
        ("a client's store says it has written, and has not", () => new ClientBug { Below = (_, store) => new ClientBug.Store(store, new Behind().WriteAsync), World = Crashing }),
        ("a client's file is written in place and may be torn", () => new ClientBug { Below = (device, store) => new InPlace(device), World = settings => Crashing(settings) with { TornFiles = 0 } }),
        ("a client moves on when it is refused", () => new ClientBug { Network = (device, network) => new ClientBug.Answers(network, (path, message, answer) => Believed(device, path, message, answer)) }),
        ("a client drops its pending message when it is refused", () => new ClientBug { Above = (device, store) => new Dropping(device, store), Network = (device, network) => new ClientBug.Answers(network, (path, _, answer) => NoteRefusal(device, answer)), World = settings => settings with { Attacked = true, Loss = 150, Legacy = 0 } }),
        ("a client counts what it has sent as done", () => new ClientBug { Above = (device, store) => new ClientBug.Store(store, (record, inner) => inner.WriteAsync(Counted(device, record, ahead: true))), World = settings => settings with { Legacy = 0 } }),
        ("a client does not count", () => new ClientBug { Above = (device, store) => new ClientBug.Store(store, (record, inner) => inner.WriteAsync(Counted(device, record, ahead: false))), World = settings => settings with { Legacy = 0 } }),
        ("a client's backup is restored (exactly-once, section 9: restored client backup)", () => new ClientBug { Below = (_, store) => { Backup backup = new(); return new ClientBug.Store(store, backup.WriteAsync, backup.ReadAsync); }, World = settings => Crashing(settings) with { TornFiles = 0 } }),
        ("a legacy client makes a new key for every try", () => new ClientBug { KeepsKey = false, World = settings => settings with { Nonces = Accounts.NoncePolicy.Compatible, Legacy = 700, Loss = 150 } }),
        ("a client believes any signed acknowledgement (exactly-once, section 9: forged acks, no confirmation)", () => new ClientBug { World = settings => settings with { Nonces = Accounts.NoncePolicy.Compatible, Trust = AcknowledgementTrust.Believe, ForgesAcknowledgements = true, Attacked = true, AttackWeight = 250, Legacy = 0 } }),
        ("a legacy client's rotate is delivered as a delete (exactly-once, section 9: redirection)", () => new ClientBug { World = settings => settings with { Nonces = Accounts.NoncePolicy.Compatible, RedirectsLegacy = true, Attacked = true, Legacy = 700 } }),
        ("two processes share a client's store, which nothing locks", () => new SharedStores()),
        ("a message carries a private key", () => new ClientBug { Network = (_, network) => new Leaking(network), World = settings => settings with { Legacy = 0 } }),
        ("clocks differ by more than the deployment allows", () => new WildClocks()),
    ];

    private static WorldSettings Crashing(WorldSettings settings) => settings with { Crashes = 30, Legacy = 0 };

    private static byte[] Counted(Device device, ReadOnlyMemory<byte> record, bool ahead)
    {
        ClientState state = ClientRecord.Decode(record, device.World.Suite.Keys);
        long position = !ahead ? 0 : state.HasDevice && !state.Pending.IsEmpty ? state.Position + 1 : state.Position;
        return ClientRecord.Encode(state with { Position = position });
    }

    /// <summary>What the server refused is taken for done: the answer is exchanged for one that says so.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> Believed(Device device, string path, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> answer)
    {
        if (path.StartsWith("/session", StringComparison.Ordinal) || path == TestKit.Clients.ClientNetwork.AccessPath || !answer.Span.StartsWith("{\"error\""u8))
        {
            return answer;
        }

        ArrayBufferWriter<byte> forged = new();
        await new ResponseSigner(device.World.ResponseRing.Current.Key).WriteAsync(MessageFacts.Read(message).Nonce, default(EmptyResponse), forged);
        return forged.WrittenMemory;
    }

    private static ValueTask<ReadOnlyMemory<byte>> NoteRefusal(Device device, ReadOnlyMemory<byte> answer)
    {
        Dropping.Refused.AddOrUpdate(device, answer.Span.StartsWith("{\"error\""u8));
        return new(answer);
    }

    /// <summary>Writes a record when the next one comes.</summary>
    private sealed class Behind
    {
        private ReadOnlyMemory<byte>? _last;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> record, IClientStore inner)
        {
            if (_last is { } last)
            {
                await inner.WriteAsync(last);
            }

            _last = record;
        }
    }

    /// <summary>Reads an old record now and then.</summary>
    private sealed class Backup
    {
        private readonly List<byte[]> _records = [];

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, IClientStore inner)
        {
            _records.Add(record.ToArray());
            return inner.WriteAsync(record);
        }

        public ValueTask<byte[]?> ReadAsync(IClientStore inner) => _records.Count > 2 ? new([.. _records[^3]]) : inner.ReadAsync();
    }

    private sealed class InPlace(Device device) : IClientStore
    {
        private byte[]? _bytes;

        public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default) => new(_bytes?.ToArray());

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default)
        {
            if (device.World.Dice.Chance(device.World.Settings.Crashes))
            {
                _bytes = record[..(record.Length / 2)].ToArray();
                device.Crash();
            }
            else
            {
                _bytes = record.ToArray();
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Forgets what is pending with the next thing it stores after a refusal.</summary>
    private sealed class Dropping(Device device, IClientStore inner) : IClientStore
    {
        public static System.Runtime.CompilerServices.ConditionalWeakTable<Device, object> Refused { get; } = [];

        public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken = default)
        {
            byte[]? record = await inner.ReadAsync(cancellationToken);
            return record is not null && Refused.TryGetValue(device, out object? refused) && (bool)refused
                ? ClientRecord.Encode(ClientRecord.Decode(record, device.World.Suite.Keys) with { Pending = [] })
                : record;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => inner.WriteAsync(record, cancellationToken);
    }

    private sealed class Leaking(INetwork inner) : INetwork
    {
        public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
            inner.SendRequestAsync(path, path == TestKit.Clients.ClientNetwork.AccessPath ? (byte[])[.. message.Span, .. Suite.CheapKeyFactory.Marker] : message, cancellationToken);
    }

    private sealed class SharedStores : Seams
    {
        public override bool SharesClientStores => true;

        public override WorldSettings Settings(WorldSettings drawn) => drawn with { Legacy = 0 };
    }

    private sealed class WildClocks : Seams
    {
        public override WorldSettings Settings(WorldSettings drawn) => drawn with { Duplicates = 300, Attacked = true, SharedLock = true, Verifiers = 2, LongDelays = 0 };

        public override Access.AccessVerifierOptions Configure(Servers.VerifierNode node, Access.AccessVerifierOptions options) =>
            options with { TimeProvider = new Shifted(node.Clock, node.Name.EndsWith('1') ? TimeSpan.FromSeconds(-40) : TimeSpan.Zero) };

        private sealed class Shifted(TimeProvider clock, TimeSpan by) : TimeProvider
        {
            public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + by;
        }
    }
}
