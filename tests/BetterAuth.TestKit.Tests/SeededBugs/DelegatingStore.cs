using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>A store in front of another, which it may misrepresent.</summary>
internal class DelegatingStore(IAccountStore inner) : IAccountStore, IRevocationReader
{
    protected IAccountStore Inner => inner;

    public virtual ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => inner.LoadAsync(identity, cancellationToken);

    public virtual ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        inner.FindIdentitiesAsync(kind, key, cancellationToken);

    public virtual ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) => inner.CommitAsync(commit, cancellationToken);

    public virtual ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
        ((IRevocationReader)inner).RevocationsAsync(limit, cancellationToken);
}
