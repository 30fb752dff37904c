using BetterAuth.Accounts;
using BetterAuth.Storage;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>A store that goes back to what it held at <see cref="Freeze"/>, so that every input finds the same accounts.</summary>
internal sealed class ResettableStore(TimeProvider clock) : IAccountStore, IRevocationReader
{
    private readonly List<AccountCommit> _commits = [];
    private MemoryAccountStore _inner = new(clock);
    private bool _isFrozen;

    /// <summary>Every byte that is kept.</summary>
    public byte[] Image() => _inner.Image();

    /// <summary>What is held now is what <see cref="Reset"/> goes back to.</summary>
    public void Freeze() => _isFrozen = true;

    public void Reset()
    {
        _inner = new(clock);
        foreach (AccountCommit commit in _commits)
        {
            _inner.CommitAsync(commit).AsTask().GetAwaiter().GetResult();
        }
    }

    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => _inner.LoadAsync(identity, cancellationToken);

    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => _inner.FindIdentitiesAsync(kind, key, cancellationToken);

    public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        if (!_isFrozen)
        {
            _commits.Add(Own(commit));
        }

        return _inner.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) => _inner.RevocationsAsync(limit, cancellationToken);

    /// <summary>The memory of a commit may be reused once it is answered.</summary>
    private static AccountCommit Own(AccountCommit commit) => commit with
    {
        Identity = commit.Identity.ToOwned(),
        Record = commit.Record is { } record ? record.ToArray() : (ReadOnlyMemory<byte>?)null,
        Absent = [.. commit.Absent.Select(Own)],
        Insert = [.. commit.Insert.Select(Own)],
        Revocations = [.. commit.Revocations.Select(revocation => revocation with { Device = revocation.Device.ToOwned() })],
    };

    private static AccountRow Own(AccountRow row) => row with { Key = row.Key.ToArray(), Value = row.Value.ToArray() };
}
