using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Storage;

/// <summary>Keeps accounts in memory: for tests and for servers that may forget.</summary>
public sealed class MemoryAccountStore : IAccountStore
{
    /// <inheritdoc/>
    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
