using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>A store that can be unavailable, and that can hold a commit back until the test lets it go.</summary>
internal sealed class StubStore(IAccountStore store) : IAccountStore
{
    public bool IsUnavailable { get; set; }

    /// <summary>Runs before a record is read.</summary>
    public Func<CancellationToken, Task> BeforeLoad { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs before a commit.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    public async ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
    {
        ThrowIfUnavailable();
        await BeforeLoad(cancellationToken);
        return await store.LoadAsync(identity, cancellationToken);
    }

    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
    {
        ThrowIfUnavailable();
        return store.FindIdentitiesAsync(kind, key, cancellationToken);
    }

    public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        ThrowIfUnavailable();
        await BeforeCommit();
        return await store.CommitAsync(commit, cancellationToken);
    }

    private void ThrowIfUnavailable()
    {
        if (IsUnavailable)
        {
            throw new StoreUnavailableException("The store is not there.");
        }
    }
}
