using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage;

/// <summary>What every <see cref="IAccountStore"/> keeps to; the tests of a store inherit it. One class in several files, one subject each.</summary>
public abstract partial class AccountStoreContract : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected static readonly Utf8Text Alice = Utf8Text.FromString("alice");

    protected static readonly Utf8Text Bob = Utf8Text.FromString("bob");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IAccountStore Store { get; private set; } = null!;

    /// <summary>Opens an empty store; with a clock it removes what is over by that clock, without one it keeps everything.</summary>
    protected abstract ValueTask<IAccountStore> OpenAsync(TimeProvider? clock);

    /// <summary>Reads the revocations back, in the order of identity and device.</summary>
    protected abstract IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> Revocations(IAccountStore store);

    public async ValueTask InitializeAsync() => Store = await OpenAsync(null);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static AccountRow Row(RowKind kind, string key, string value = "", DateTimeOffset? until = null) => new(kind, Bytes(key), Bytes(value), until);

    protected static AccountCommit Commit(Utf8Text identity, long version, string? record, params AccountRow[] insert) =>
        new() { Identity = identity, ExpectedVersion = version, Record = record is null ? default(ReadOnlyMemory<byte>?) : Bytes(record), Insert = insert };

    protected async Task Committed(AccountCommit commit) => Assert.Equal(CommitOutcome.Committed, (await Store.CommitAsync(commit)).Outcome);

    protected async Task VersionConflicts(AccountCommit commit)
    {
        CommitResult result = await Store.CommitAsync(commit);
        Assert.Equal(CommitOutcome.VersionConflict, result.Outcome);
        Assert.Equal(default, result.Row);
    }

    protected async Task Conflicts(AccountCommit commit, AccountRow with)
    {
        CommitResult result = await Store.CommitAsync(commit);
        Assert.Equal(CommitOutcome.RowExists, result.Outcome);
        Assert.Equal(Text(with), Text(result.Row));
    }

    protected async Task Holds(Utf8Text identity, long version, string record)
    {
        StoredAccount stored = Assert.NotNull(await Store.LoadAsync(identity));
        Assert.Equal(version, stored.Version);
        Assert.Equal(record, Encoding.UTF8.GetString(stored.Record.Span));
    }

    protected async Task<string[]> Find(RowKind kind, string key) => [.. (await Store.FindIdentitiesAsync(kind, Bytes(key))).Select(identity => identity.ToString())];

    protected async Task Nothing(Utf8Text identity) => Assert.Null(await Store.LoadAsync(identity));

    private static string Text(AccountRow row) => $"{row.Kind} {Convert.ToHexString(row.Key.Span)} = {Convert.ToHexString(row.Value.Span)} until {row.Until?.UtcTicks}";
}
