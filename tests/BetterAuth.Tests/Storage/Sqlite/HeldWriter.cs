using System.Collections;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>Keeps the writer's thread busy with one commit until told: what is queued meanwhile is one group.</summary>
internal sealed class HeldWriter : IReadOnlyList<AccountRow>, IDisposable
{
    private readonly ManualResetEventSlim _entered = new();
    private readonly ManualResetEventSlim _released = new();
    private Task<CommitResult> _held = null!;

    public int Count => 0;

    public AccountRow this[int index] => throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Returns when the writer is held.</summary>
    public static HeldWriter Hold(SqliteAccountStore store, CancellationToken cancellationToken)
    {
        HeldWriter holder = new();
        holder._held = store.CommitAsync(StoreTexts.Commit(Utf8Text.FromString("holder " + Guid.NewGuid()), 0, "held") with { Insert = holder }, cancellationToken).AsTask();
        holder._entered.Wait(TestContext.Current.CancellationToken);
        return holder;
    }

    /// <summary>Lets the writer go on; ends when the holding commit has.</summary>
    public Task<CommitResult> ReleaseAsync()
    {
        _released.Set();
        return _held;
    }

    // The store walks through the rows on the writer's thread.
    public IEnumerator<AccountRow> GetEnumerator()
    {
        _entered.Set();
        _released.Wait();
        return Enumerable.Empty<AccountRow>().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        _released.Set();
        _entered.Dispose();
    }
}
