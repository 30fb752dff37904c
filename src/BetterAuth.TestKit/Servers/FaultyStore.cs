using BetterAuth.Accounts;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Servers;

/// <summary>The shared store as one server sees it: slow, failing, and losing the connection before and after every call. Shows each commit to the ledger. It gives the first account of a row alone, as if somebody had taken the other fifteen places.</summary>
internal sealed class FaultyStore(ServerNode node, IAccountStore inner) : IAccountStore
{
    public async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
    {
        await node.World.PassAsync(node, FaultPoint.BeforeStore).ConfigureAwait(false);
        return Inline.Wait(inner.LoadAsync(identity, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
    {
        await node.World.PassAsync(node, FaultPoint.BeforeStore).ConfigureAwait(false);
        return [.. Inline.Wait(inner.FindIdentitiesAsync(kind, key, cancellationToken)).Take(1)];
    }

    public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        await node.World.PassAsync(node, FaultPoint.BeforeStore).ConfigureAwait(false);
        CommitResult result = Inline.Wait(inner.CommitAsync(commit, cancellationToken));
        if (result.Outcome == CommitOutcome.Committed)
        {
            node.World.Ledger.Committed(RequestContext.Current, commit);
        }

        await node.World.PassAsync(node, FaultPoint.AfterStore).ConfigureAwait(false);
        return result;
    }
}
