using BetterAuth.Accounts;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using Account = BetterAuth.Accounts.Account;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>Servers whose rules forget something: they see another account than is stored, or commit something else than was decided.</summary>
internal sealed class RulesBug : Seams
{
    /// <summary>What the rules see of an account.</summary>
    public Func<Account, RequestContext, Account> See { get; init; } = (account, _) => account;

    /// <summary>What becomes of the new account.</summary>
    public Func<Account, RequestContext, Account> Write { get; init; } = (account, _) => account;

    /// <summary>What becomes of the commit.</summary>
    public Func<AccountCommit, RequestContext, AccountCommit> Commit { get; init; } = (commit, _) => commit;

    public Func<WorldSettings, WorldSettings> World { get; init; } = settings => settings;

    public override WorldSettings Settings(WorldSettings drawn) => World(drawn);

    public override IAccountStore AboveStore(ServerNode node, IAccountStore store) => new Store(this, store);

    /// <summary>H(key) as the simulated suite has it.</summary>
    public static Utf8Text HashOf(RequestContext context, Func<MessageFacts, Utf8Text> key) =>
        Derivations.HashOf(context.Server.World.Suite.Hasher, key(context.Message.Facts));

    private sealed class Store(RulesBug bug, IAccountStore inner) : DelegatingStore(inner)
    {
        public override async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
        {
            RequestContext context = RequestContext.Current!;
            StoredAccount? stored = await Inner.LoadAsync(identity, cancellationToken);
            return stored is { } found ? found with { Record = AccountRecord.Encode(bug.See(AccountRecord.Decode(found.Record), context)) } : null;
        }

        public override ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
        {
            RequestContext context = RequestContext.Current!;
            AccountCommit changed = commit.Record is { } record ? commit with { Record = AccountRecord.Encode(bug.Write(AccountRecord.Decode(record), context)) } : commit;
            return Inner.CommitAsync(bug.Commit(changed, context), cancellationToken);
        }
    }
}
