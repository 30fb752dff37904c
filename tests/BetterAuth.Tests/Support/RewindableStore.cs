using BetterAuth.Accounts;
using BetterAuth.Storage;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>A store that can lose its last commits, as an asynchronous replica does that takes over.</summary>
internal sealed class RewindableStore : IAccountStore
{
    private readonly List<AccountCommit> _commits = [];
    private MemoryAccountStore _store = new();

    public int Commits => _commits.Count;

    /// <summary>Goes back to what the first <paramref name="commits"/> left.</summary>
    public async Task RewindAsync(int commits)
    {
        _commits.RemoveRange(commits, _commits.Count - commits);
        _store = new();
        foreach (AccountCommit commit in _commits)
        {
            Assert.Equal(CommitOutcome.Committed, (await _store.CommitAsync(commit)).Outcome);
        }
    }

    public byte[] Image() => _store.Image();

    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) => _store.LoadAsync(identity, cancellationToken);

    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) => _store.FindIdentitiesAsync(kind, key, cancellationToken);

    public async ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        CommitResult result = await _store.CommitAsync(commit, cancellationToken);
        if (result.Outcome == CommitOutcome.Committed)
        {
            _commits.Add(Owned(commit));
        }

        return result;
    }

    // The server may reuse a commit's memory.
    private static AccountCommit Owned(AccountCommit commit) => commit with
    {
        Identity = commit.Identity.ToOwned(),
        Record = commit.Record is { } record ? record.ToArray() : (ReadOnlyMemory<byte>?)null,
        Absent = [.. commit.Absent.Select(Owned)],
        Insert = [.. commit.Insert.Select(Owned)],
        Revocations = [.. commit.Revocations.Select(revocation => revocation with { Device = revocation.Device.ToOwned() })],
    };

    private static AccountRow Owned(AccountRow row) => row with { Key = row.Key.ToArray(), Value = row.Value.ToArray() };
}
