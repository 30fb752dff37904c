using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Storage;

/// <summary>Keeps accounts in memory: for tests and for servers that may forget.</summary>
/// <remarks>Thread-safe, completes synchronously, and never answers <see cref="Errors.StoreUnavailableException"/>. All bytes are copied on the way in.</remarks>
/// <param name="timeProvider">The clock by which each commit removes some rows and revocations whose time is over; it must be the server's own clock. Null: nothing is ever removed, so memory grows with use.</param>
public sealed partial class MemoryAccountStore(TimeProvider? timeProvider = null) : IAccountStore, IRevocationReader
{
    /// <summary>The most identities <see cref="FindIdentitiesAsync"/> gives.</summary>
    internal const int MaxIdentities = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<Utf8Text, MemoryAccount> _accounts = [];
    private readonly Dictionary<RowName, List<Utf8Text>> _identitiesByRow = [];

    /// <inheritdoc/>
    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<StoredAccount?>(cancellationToken);
        }

        lock (_gate)
        {
            return new(_accounts.TryGetValue(identity, out MemoryAccount? account) && account.Version > 0
                ? new StoredAccount(account.Version, account.Record)
                : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyList<Utf8Text>>(cancellationToken);
        }

        lock (_gate)
        {
            return new(_identitiesByRow.TryGetValue(new RowName(kind, new Utf8Text(key)), out List<Utf8Text>? identities)
                ? identities.Take(MaxIdentities).ToArray()
                : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CommitResult>(cancellationToken);
        }

        lock (_gate)
        {
            return new(Commit(commit));
        }
    }

    private CommitResult Commit(AccountCommit commit)
    {
        bool known = _accounts.TryGetValue(commit.Identity, out MemoryAccount? account);
        account ??= new MemoryAccount();
        if (account.Version != commit.ExpectedVersion)
        {
            return new CommitResult(CommitOutcome.VersionConflict);
        }

        if (account.FirstConflict(commit) is { } row)
        {
            return new CommitResult(CommitOutcome.RowExists, row);
        }

        Utf8Text identity = commit.Identity.ToOwned();
        if (!known)
        {
            _accounts.Add(identity, account);
        }

        Apply(commit, identity, account);

        // Only here: a refused commit leaves every byte as it was.
        Sweep();
        return new CommitResult(CommitOutcome.Committed);
    }

    private void Apply(AccountCommit commit, Utf8Text identity, MemoryAccount account)
    {
        if (commit.Record is { } record)
        {
            account.Store(record);
        }

        if (commit.EraseRows)
        {
            foreach (RowName name in account.Rows.Keys)
            {
                Unlist(name, identity);
            }

            account.Rows.Clear();
        }

        foreach (AccountRow row in commit.Insert)
        {
            AccountRow owned = row with { Key = row.Key.ToArray(), Value = row.Value.ToArray() };
            account.Rows.Add(RowName.Of(owned), owned);
            List(RowName.Of(owned), identity);
            SweepLater(identity, RowName.Of(owned), owned.Until);
        }

        foreach (Revocation revocation in commit.Revocations)
        {
            if (!account.Revocations.TryGetValue(revocation.Device, out DateTimeOffset until) || until < revocation.Until)
            {
                Utf8Text device = revocation.Device.ToOwned();
                account.Revocations[device] = revocation.Until;
                SweepLater(identity, new RowName(default, device), revocation.Until);
            }
        }
    }

    private void List(RowName name, Utf8Text identity)
    {
        if (!_identitiesByRow.TryGetValue(name, out List<Utf8Text>? identities))
        {
            _identitiesByRow.Add(name, identities = []);
        }

        identities.Add(identity);
    }

    private void Unlist(RowName name, Utf8Text identity)
    {
        List<Utf8Text> identities = _identitiesByRow[name];
        identities.Remove(identity);
        if (identities.Count == 0)
        {
            _identitiesByRow.Remove(name);
        }
    }
}
