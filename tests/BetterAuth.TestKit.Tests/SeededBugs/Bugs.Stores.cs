using BetterAuth.Accounts;
using BetterAuth.Storage;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of the account store.</summary>
internal static partial class Bugs
{
    private static (string Name, Func<Seams> Seams)[] StoreBugs { get; } =
    [
        ("a commit is not atomic: its rows come later, or never (exactly-once, section 9: not atomic)", () => new StoreBug((_, store) => new WithoutRows(store))),
        ("a link is two commits", () => new TwoCommits()),
        ("versions are not compared", () => new StoreBug((_, store) => new AnyVersion(store)) { World = settings => settings with { Pauses = 300, Servers = 4, Duplicates = 200 } }),
        ("rows that exist are overwritten", () => new StoreBug((_, store) => new Overwriting(store)) { World = settings => settings with { Duplicates = 200, Attacked = true } }),
        ("a commit is acknowledged and not written", () => new StoreBug((world, store) => new Losing(world, store))),
        ("a fail-over loses the last commit (exactly-once, section 9)", () => new StoreBug((world, store) => new FailOver(world, store)) { World = settings => settings with { Crashes = 20 } }),
        ("deleted accounts are removed from the store", () => new StoreBug((_, store) => new Removing(store)) { World = Deletions }),
        ("reads come from a replica that lags behind", () => new StoreBug((_, store) => new Lagging(store)) { World = settings => settings with { Duplicates = 200 } }),
        ("a device is looked up among its first accounts, whoever they are", () => new LookedUpByDevice { World = settings => settings with { Attacked = true, AttackWeight = 250, People = 8, DevicesEach = 1 } }),
    ];

    private sealed class StoreBug(Func<World, IAccountStore, IAccountStore> make) : Seams
    {
        public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

        public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

        public override IAccountStore BelowStore(World world, IAccountStore store) => make(world, store);
    }

    private sealed class WithoutRows(IAccountStore inner) : DelegatingStore(inner)
    {
        public override ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) =>
            Inner.CommitAsync(commit.ExpectedVersion > 0 ? commit with { Insert = [] } : commit, cancellationToken);
    }

    private sealed class TwoCommits : Seams
    {
        public override IAccountStore AboveStore(ServerNode node, IAccountStore store) => new Store(node, store);

        private sealed class Store(ServerNode node, IAccountStore inner) : DelegatingStore(inner)
        {
            public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
            {
                RequestContext context = RequestContext.Current!;
                if (context.Endpoint != Operation.LinkDevice || commit.Record is not { } record)
                {
                    return await Inner.CommitAsync(commit, cancellationToken);
                }

                Accounts.Account account = AccountRecord.Decode(record);
                byte[] rotated = AccountRecord.Encode(account with { Devices = account.Devices.RemoveAll(device => device.Id == context.Message.Facts.LinkedDevice) });
                CommitResult first = await Inner.CommitAsync(commit with { Record = rotated, Insert = [commit.Insert[0]] }, cancellationToken);
                await node.World.PassAsync(node, FaultPoint.AfterStore);
                return first.Outcome == CommitOutcome.Committed
                    ? await Inner.CommitAsync(commit with { ExpectedVersion = commit.ExpectedVersion + 1, Absent = [], Insert = [.. commit.Insert.Skip(1)] }, cancellationToken)
                    : first;
            }
        }
    }

    private sealed class AnyVersion(IAccountStore inner) : DelegatingStore(inner)
    {
        public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            StoredAccount? stored = await Inner.LoadAsync(commit.Identity, cancellationToken);
            return await Inner.CommitAsync(commit with { ExpectedVersion = stored?.Version ?? 0 }, cancellationToken);
        }
    }

    private sealed class Overwriting(IAccountStore inner) : DelegatingStore(inner)
    {
        public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            CommitResult result = await Inner.CommitAsync(commit with { Absent = [] }, cancellationToken);
            return result.Outcome == CommitOutcome.RowExists && commit.Record is null ? new(CommitOutcome.Committed) : result;
        }
    }

    private sealed class Losing(World world, IAccountStore inner) : DelegatingStore(inner)
    {
        public override ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) =>
            world.Dice.Chance(10) ? new(new CommitResult(CommitOutcome.Committed)) : Inner.CommitAsync(commit, cancellationToken);
    }

    /// <summary>Some time after a commit a replica takes over that has all but that one.</summary>
    private sealed class FailOver(World world, IAccountStore inner) : DelegatingStore(inner)
    {
        private readonly List<AccountCommit> _log = [];
        private MemoryAccountStore _replica = new();

        public override ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => _replica.LoadAsync(identity, cancellationToken);

        public override ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
            _replica.FindIdentitiesAsync(kind, key, cancellationToken);

        public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            if (world.Dice.Chance(20) && _log.Count > 0)
            {
                _log.RemoveAt(_log.Count - 1);
                _replica = new();
                foreach (AccountCommit former in _log)
                {
                    await _replica.CommitAsync(former, cancellationToken);
                }
            }

            CommitResult result = await _replica.CommitAsync(commit, cancellationToken);
            if (result.Outcome == CommitOutcome.Committed)
            {
                _log.Add(commit);
            }

            return result;
        }
    }

    private sealed class Removing(IAccountStore inner) : DelegatingStore(inner)
    {
        public override async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
        {
            StoredAccount? stored = await Inner.LoadAsync(identity, cancellationToken);
            return stored is { } found && AccountRecord.Decode(found.Record).IsDeleted ? null : stored;
        }
    }

    private sealed class Lagging(IAccountStore inner) : DelegatingStore(inner)
    {
        private readonly Dictionary<Utf8Text, StoredAccount?> _former = [];

        public override async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) =>
            _former.TryGetValue(identity, out StoredAccount? former) ? former : await Inner.LoadAsync(identity, cancellationToken);

        public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            _former[commit.Identity.ToOwned()] = await Inner.LoadAsync(commit.Identity, cancellationToken);
            return await Inner.CommitAsync(commit, cancellationToken);
        }
    }

    private sealed class LookedUpByDevice : Seams
    {
        public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

        public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

        public override IAccountStore AboveStore(ServerNode node, IAccountStore store) => new WithoutOwners(store);

        private sealed class WithoutOwners(IAccountStore inner) : DelegatingStore(inner)
        {
            public override ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
                kind == RowKind.Owner ? new([]) : Inner.FindIdentitiesAsync(kind, key, cancellationToken);
        }
    }
}
