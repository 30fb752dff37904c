using BetterAuth.Accounts;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using Account = BetterAuth.Accounts.Account;
using Device = BetterAuth.Accounts.Device;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Bugs of the account rules.</summary>
internal static partial class Bugs
{
    private static readonly (string Name, Func<Seams> Seams)[] Rules =
    [
        ("no exactly-once: the last digest of a device is not kept in mind (exactly-once, section 9: loss)", () => new RulesBug { See = (account, _) => Each(account, device => device with { LastDigest = default }) }),
        ("no exactly-once for create", () => new RulesBug { See = (account, _) => account with { CreateDigest = default } }),
        ("no exactly-once for recover", () => new RulesBug { See = (account, _) => account with { RecoverDigest = default } }),
        ("no exactly-once for delete", () => new RulesBug { See = (account, _) => account.IsDeleted ? account with { DeleteDigest = default } : account, World = Deletions }),
        ("a retry is carried out again", () => new RulesBug { See = (account, context) => Each(account, device => Acting(device, context) ? device with { LastDigest = default, RotationHash = RulesBug.HashOf(context, facts => facts.PublicKey) } : device) }),
        ("used keys are not recorded", () => new RulesBug { Commit = (commit, _) => Without(commit, RowKind.UsedKey) }),
        ("device ids are not recorded", () => new RulesBug { Commit = (commit, _) => Without(commit, RowKind.Device) }),
        ("recovery hashes are not recorded", () => new RulesBug { Commit = (commit, _) => Without(commit, RowKind.UsedRecoveryHash) }),
        ("the commitment to the next key is not compared", () => new RulesBug { See = (account, context) => Each(account, device => Acting(device, context) ? device with { RotationHash = RulesBug.HashOf(context, facts => facts.PublicKey) } : device) }),
        ("the recovery key is not compared", () => new RulesBug { See = (account, context) => context.Endpoint == Operation.RecoverAccount && !account.IsDeleted ? account with { RecoveryHash = RulesBug.HashOf(context, facts => facts.RecoveryKey) } : account }),
        ("the commitment of a rotation is not stored", () => new RulesBug { Write = (account, context) => Each(account, device => Acting(device, context) && context.Endpoint == Operation.RotateDevice ? device with { RotationHash = RulesBug.HashOf(context, facts => facts.RotationHash) } : device) }),
        ("positions are not counted", () => new RulesBug { Write = (account, _) => Each(account, device => device with { Position = 0 }) }),
        ("revoked devices are removed", () => new RulesBug { Write = (account, _) => account with { Devices = account.Devices.RemoveAll(device => device.IsRevoked) } }),
        ("a revoked device may act", () => new RulesBug { See = (account, _) => Each(account, device => device with { IsRevoked = false }) }),
        ("a revoked device may refresh its session", () => new RulesBug { See = (account, context) => context.Endpoint == Operation.RefreshSession ? Each(account, device => device with { IsRevoked = false }) : account }),
        ("a revoked device may create a session", () => new RulesBug { See = (account, context) => context.Endpoint == Operation.CreateSession ? Each(account, device => device with { IsRevoked = false }) : account }),
        ("recovery leaves the other devices active", () => new RulesBug { Write = (account, context) => context.Endpoint == Operation.RecoverAccount ? Each(account, device => device with { IsRevoked = false }) : account }),
        ("a change of the recovery key does not change it", () => new RulesBug { Write = (account, context) => context.Endpoint == Operation.ChangeRecoveryKey && !account.IsDeleted ? account with { RecoveryHash = RulesBug.HashOf(context, facts => facts.RecoveryHash) } : account }),
        ("a deleted account keeps a recovery hash: deletion only revokes", () => new RulesBug { Commit = (commit, context) => context.Endpoint == Operation.DeleteAccount ? commit with { Record = AccountRecord.Encode(new Account { RecoveryHash = RulesBug.HashOf(context, facts => facts.PublicKey) }) } : commit, World = Deletions }),
        ("no tombstone: a deleted account never was", () => new NoTombstone()),
        ("a linked device is forgotten by half a link", () => new RulesBug { Write = (account, context) => context.Endpoint == Operation.LinkDevice ? account with { Devices = account.Devices.RemoveAll(device => device.Id == context.Message.Facts.LinkedDevice) } : account }),
        ("revocations are not published", () => new RulesBug { Commit = (commit, _) => commit with { Revocations = [] } }),
        ("revocations are forgotten at once", () => new RulesBug { Commit = (commit, _) => commit with { Revocations = [.. commit.Revocations.Select(revocation => revocation with { Until = DateTimeOffset.UnixEpoch })] }, World = Revoking }),
        ("the reservation of a refresh is not made", () => new RulesBug { Commit = (commit, _) => Without(commit, RowKind.Refresh) }),
        ("the reservation of a refresh ends before the session", () => new RulesBug { Commit = (commit, _) => Expiring(commit, RowKind.Refresh), World = Refreshing }),
        ("that a challenge was answered is forgotten too early", () => new RulesBug { Commit = (commit, _) => Expiring(commit, RowKind.Challenge), World = Refreshing }),
        ("a private key is stored beside a device", () => new RulesBug { Commit = (commit, _) => commit.Record is { } record ? commit with { Record = (byte[])[.. record.Span, .. Suite.CheapKeyFactory.Marker] } : commit }),
    ];

    private static WorldSettings Deletions(WorldSettings settings) => settings with { Attacked = true, AttackWeight = 250, Duplicates = 200, People = 8 };

    private static WorldSettings Revoking(WorldSettings settings) => settings with { People = 2, DevicesEach = 5, LongDelays = 0, ClientErrors = 0, StoreErrors = 0, Legacy = 0 };

    private static WorldSettings Refreshing(WorldSettings settings) => settings with { Attacked = true, Duplicates = 300, LongDelays = 0, Legacy = 0 };

    private static bool Acting(Device device, RequestContext context) => device.Id == context.Message.Facts.Device;

    private static Account Each(Account account, Func<Device, Device> change) => account with { Devices = [.. account.Devices.Select(change)] };

    private static AccountCommit Without(AccountCommit commit, RowKind kind) => commit with { Insert = [.. commit.Insert.Where(row => row.Kind != kind)] };

    private static AccountCommit Expiring(AccountCommit commit, RowKind kind) =>
        commit with { Insert = [.. commit.Insert.Select(row => row.Kind == kind ? row with { Until = DateTimeOffset.UnixEpoch } : row)] };

    private sealed class NoTombstone : Seams
    {
        public override WorldSettings Settings(WorldSettings drawn) => Deletions(drawn);

        public override IAccountStore AboveStore(ServerNode node, IAccountStore store) => new Store(store);

        private sealed class Store(IAccountStore inner) : DelegatingStore(inner)
        {
            public override async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
            {
                StoredAccount? stored = await Inner.LoadAsync(identity, cancellationToken);
                return stored is { } found && AccountRecord.Decode(found.Record).IsDeleted ? null : stored;
            }

            public override async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
            {
                StoredAccount? stored = await Inner.LoadAsync(commit.Identity, cancellationToken);
                return await Inner.CommitAsync(commit.ExpectedVersion == 0 && stored is { } found ? commit with { ExpectedVersion = found.Version } : commit, cancellationToken);
            }
        }
    }
}
