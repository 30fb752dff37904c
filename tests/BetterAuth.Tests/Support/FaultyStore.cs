using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>A store whose process dies at a write, before it or after it, and whose writes can be held back.</summary>
internal sealed class FaultyStore(IAccountStore store) : IAccountStore, IRevocationReader
{
    /// <summary>Commits that reached the store.</summary>
    public int Commits { get; private set; }

    public AccountCommit? LastCommit { get; private set; }

    public bool DiesBeforeWrite { get; set; }

    public bool DiesAfterWrite { get; set; }

    public bool IsDown { get; set; }

    /// <summary>Stands before every write.</summary>
    public Func<Task> BeforeWrite { get; set; } = () => Task.CompletedTask;

    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
    {
        DieIf(IsDown);
        return store.LoadAsync(identity, cancellationToken);
    }

    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
    {
        DieIf(IsDown);
        return store.FindIdentitiesAsync(kind, key, cancellationToken);
    }

    public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        DieIf(IsDown || DiesBeforeWrite);
        await BeforeWrite();
        CommitResult result = await store.CommitAsync(commit, cancellationToken);
        Commits++;
        LastCommit = commit;
        DieIf(DiesAfterWrite);
        return result;
    }

    public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default)
    {
        DieIf(IsDown);
        return ((IRevocationReader)store).RevocationsAsync(limit, cancellationToken);
    }

    private static void DieIf(bool dies)
    {
        if (dies)
        {
            throw new StoreUnavailableException("The process died here.");
        }
    }
}
