using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// Where accounts live. A store is dumb: it keeps bytes under versions and rows under unique keys, and applies one commit atomically and durably. Every security rule is in the library.
/// </summary>
/// <remarks>Thread-safe. Throws <see cref="Errors.StoreUnavailableException"/> when it cannot answer, or cannot tell whether it committed. Implementations inherit the contract tests.
/// A call that has ended, cancelled or not, does not read the memory it was given any more, and no call blocks its caller's thread while it waits (<c>docs/decisions/store-timeouts.md</c>).</remarks>
public interface IAccountStore
{
    /// <summary>The record of an identity, deleted ones (tombstones) included; null when there never was one.</summary>
    ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default);

    /// <summary>The identities (owned texts) that have a row (<paramref name="kind"/>, <paramref name="key"/>): device ids are unique per identity only. At most 16, those that got the row first.</summary>
    ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default);

    /// <summary>Applies <paramref name="commit"/> all or nothing. When it answers <see cref="CommitOutcome.Committed"/>, the commit survives a crash of the machine.</summary>
    ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default);
}
