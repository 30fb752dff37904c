using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>Commits and answers in short, for tests of what the contract does not say.</summary>
internal static class StoreTexts
{
    public static Utf8Text Alice { get; } = Utf8Text.FromString("alice");

    public static Utf8Text Bob { get; } = Utf8Text.FromString("bob");

    public static AccountRow Row(string key, DateTimeOffset? until = null) => new(RowKind.UsedKey, Encoding.UTF8.GetBytes(key), default, until);

    public static AccountCommit Commit(Utf8Text identity, long version, string record, params AccountRow[] insert) =>
        new() { Identity = identity, ExpectedVersion = version, Record = Encoding.UTF8.GetBytes(record), Insert = insert };

    public static async Task<CommitOutcome> CommitAsync(this SqliteAccountStore store, Utf8Text identity, long version, string record, params AccountRow[] insert) =>
        (await store.CommitAsync(Commit(identity, version, record, insert), TestContext.Current.CancellationToken)).Outcome;

    /// <summary>"VERSION RECORD", or null.</summary>
    public static async Task<string?> TextAsync(this SqliteAccountStore store, Utf8Text identity) =>
        await store.LoadAsync(identity, TestContext.Current.CancellationToken) is { } stored ? $"{stored.Version} {new Utf8Text(stored.Record)}" : null;
}
