using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Tests.Storage.Sqlite;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>
/// Many writers on one identity over four nodes. The commits' versions give the order in which operations took effect; every answer must be the model's at one of the states between its message's arrival and its answer.
/// </summary>
public sealed class LinearizabilityTests : IAsyncDisposable
{
    private const int Writers = 64;

    private readonly DatabaseFolder _folder = new();
    private readonly World _world = new(PlainSuite.Instance, options => options with { MaxDevices = ReferenceServer.MaxDevices });

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory, InlineData(false), InlineData(true)]
    public async Task N_01_what_64_writers_are_told_is_what_one_after_the_other_would_have_been_told(bool isOnDisk)
    {
        string path = _folder.NewFile();
        List<OrderedStore> stores = [];
        ConcurrentDictionary<long, ModelMessage> order = new();
        for (int i = 0; i < 4; i++)
        {
            stores.Add(new(isOnDisk ? await _folder.OpenAsync(path) : _world.Store, order));
        }

        BetterAuthServer[] nodes = [.. stores.Select(store => new BetterAuthServer(_world.Options with { Store = store }))];
        HistoryMaker maker = new(_world);
        ISigningKey first = maker.Fresh();
        string next = maker.FreshHash(), recovery = maker.FreshHash();
        string device = PlainSuite.Hash(first.PublicKey + next), identity = PlainSuite.Hash(first.PublicKey + next + recovery);
        ConcurrentQueue<Told> told = new();
        await SendAsync(nodes[0], stores[0], maker.Create(identity, device, first, next, recovery, isBound: true), Operation.CreateAccount, told, identity);

        // The messages of a round are at one position and come in copies: they race, and come again beside those of later rounds.
        int rounds = TestBudget.Iterations(8, 30);
        List<(ModelMessage Message, Operation Operation)> sent = [];
        for (int round = 0; round < rounds; round++)
        {
            Account account = AccountRecord.Decode((await stores[0].LoadAsync(Utf8Text.FromString(identity)))!.Value.Record);
            Random random = new(round);
            (ModelMessage Message, Operation Operation)[] fresh = [.. Enumerable.Range(0, Writers / 8).Select(_ => Make(maker, account, identity, random))];
            sent.AddRange(fresh);
            (ModelMessage Message, Operation Operation)[] messages = [.. Enumerable.Range(0, Writers).Select(_ => random.Next(4) == 0 ? sent[random.Next(sent.Count)] : fresh[random.Next(fresh.Length)])];
            await Task.WhenAll(messages.Select((entry, writer) => Task.Run(() => SendAsync(nodes[writer % 4], stores[writer % 4], entry.Message, entry.Operation, told, identity))));
        }

        Judge(told, order, identity);
    }

    private static (ModelMessage Message, Operation Operation) Make(HistoryMaker maker, Account account, string identity, Random random)
    {
        Device[] active = [.. account.ActiveDevices];
        Device device = active[random.Next(active.Length)];
        ISigningKey key = maker.KeyOf(device.RotationHash.ToString())!;
        string id = device.Id.ToString(), rotation = maker.FreshHash();
        bool isBound = random.Next(2) == 0;
        switch (random.Next(4))
        {
            case 0:
                return (maker.Change(identity, id, key, rotation, maker.FreshHash(), isBound), Operation.ChangeRecoveryKey);
            case 1:
                ISigningKey linked = maker.Fresh();
                string committed = maker.FreshHash();
                return (maker.Link(identity, id, key, rotation, new(identity, PlainSuite.Hash(linked.PublicKey + committed), linked.PublicKey.ToString(), committed, IsSigned: true), isBound), Operation.LinkDevice);
            case 2 when active.Length > 1:
                Device target = active.First(other => other.Id != device.Id);
                return (maker.Unlink(identity, id, key, rotation, target.Id.ToString(), isBound), Operation.UnlinkDevice);
            default:
                return (maker.Gated(Operation.RotateDevice, identity, id, key, rotation, isBound, isSpaced: false), Operation.RotateDevice);
        }
    }

    private static async Task SendAsync(BetterAuthServer node, OrderedStore store, ModelMessage message, Operation operation, ConcurrentQueue<Told> told, string identity)
    {
        long before = await store.VersionAsync(identity);
        store.Current.Value = message;
        Refusal? refusal = await node.ExecuteAsync(operation, message.Bytes, new ArrayBufferWriter<byte>());
        told.Enqueue(new(message, operation, refusal is null ? null : ErrorCatalogue.TextOf(refusal.Code), before, await store.VersionAsync(identity)));
    }

    private static void Judge(ConcurrentQueue<Told> told, ConcurrentDictionary<long, ModelMessage> order, string identity)
    {
        HashSet<ModelMessage> applied = new(ReferenceEqualityComparer.Instance);
        int repeated = 0, refused = 0;
        foreach (Told one in told)
        {
            // The states from the one that was there when the message came to the one when it was answered.
            List<string> possible = [];
            for (long version = one.Before; version <= one.After; version++)
            {
                Expected expected = StateAt(version, order, told).Execute(one.Operation, one.Message, World.Start);
                bool isItsOwn = expected.Branch.EndsWith("applied", StringComparison.Ordinal) && expected.Faults.Length == 0;
                bool isTrue = one.Code is null
                    ? expected.Faults.Length == 0 && (!isItsOwn || ReferenceEquals(order.GetValueOrDefault(version + 1), one.Message))
                    : expected.Faults.Any(fault => fault.StartsWith(one.Code, StringComparison.Ordinal));
                if (isTrue)
                {
                    if (isItsOwn)
                    {
                        applied.Add(one.Message);
                    }

                    repeated += !isItsOwn && one.Code is null ? 1 : 0;
                    refused += one.Code is null ? 0 : 1;
                    possible.Clear();
                    break;
                }

                possible.Add(string.Create(CultureInfo.InvariantCulture, $"{version}: {expected.Branch}"));
            }

            Assert.True(possible.Count == 0, $"{one.Operation} was told {one.Code ?? "acknowledged"}; possible: {string.Join("; ", possible)}");
        }

        Assert.Equal(order.Count, applied.Count);
        Assert.Equal(Enumerable.Range(1, order.Count).Select(version => (long)version), order.Keys.Order());
        Assert.True(repeated > 0 && refused > 0 && applied.Count > 4, $"{applied.Count} applied, {repeated} repeated, {refused} refused");
        Assert.Contains(identity, order[1].Request, StringComparison.Ordinal);
    }

    private static ReferenceServer StateAt(long version, ConcurrentDictionary<long, ModelMessage> order, IEnumerable<Told> told)
    {
        ReferenceServer model = new();
        for (long applied = 1; applied <= version; applied++)
        {
            Operation operation = told.First(one => ReferenceEquals(one.Message, order[applied])).Operation;
            Assert.Empty(model.Execute(operation, order[applied], World.Start).Faults);
        }

        return model;
    }

    private sealed record Told(ModelMessage Message, Operation Operation, string? Code, long Before, long After);

    /// <summary>Notes which message each version came from, and lets others in between look and write.</summary>
    private sealed class OrderedStore(IAccountStore store, ConcurrentDictionary<long, ModelMessage> order) : IAccountStore
    {
        public AsyncLocal<ModelMessage> Current { get; } = new();

        public async Task<long> VersionAsync(string identity) => (await store.LoadAsync(Utf8Text.FromString(identity)))?.Version ?? 0;

        public async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
        {
            StoredAccount? stored = await store.LoadAsync(identity, cancellationToken);
            await Task.Yield();
            return stored;
        }

        public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => store.FindIdentitiesAsync(kind, key, cancellationToken);

        public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            CommitResult result = await store.CommitAsync(commit, cancellationToken);
            if (result.Outcome == CommitOutcome.Committed)
            {
                Assert.True(order.TryAdd(commit.ExpectedVersion + 1, Current.Value!));
            }

            return result;
        }
    }
}
