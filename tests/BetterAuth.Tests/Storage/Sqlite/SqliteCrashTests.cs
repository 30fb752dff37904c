using System.Globalization;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using Microsoft.Data.Sqlite;
using static BetterAuth.Tests.Storage.Sqlite.StoreTexts;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>A process under load dies at any moment. (The page cache survives that; <see cref="SqliteSynchronisationTests"/> shows what a loss of power leaves.)</summary>
public sealed class SqliteCrashTests : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_again_and_again()
    {
        string path = _folder.NewFile();
        int kills = TestBudget.Iterations(20, 100);
        int acknowledged = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            List<string> lines = await CrashHostProcess.LoadAndKillAsync(path, Random.Shared.Next(1, 600), Cancel);
            acknowledged += lines.Count;
            await using SqliteAccountStore store = await _folder.OpenAsync(path);
            foreach (string[] line in lines.Select(line => line.Split(' ')))
            {
                Assert.True(line[0] == "nonce" ? await IsReservedAsync(store, line[1]) : await IsCommittedAsync(store, line[1], line[2]), $"Lost after kill {kill}: {string.Join(' ', line)}");
            }

            using SqliteConnection foreign = DatabaseFolder.OpenForeign(path);
            Assert.Equal(0L, DatabaseFolder.Run(foreign, "SELECT COUNT(*) FROM accounts WHERE version <> (SELECT COUNT(*) FROM account_rows WHERE identity = accounts.identity)"));
            Assert.Equal(0L, DatabaseFolder.Run(foreign, "SELECT COUNT(*) FROM accounts WHERE CAST(record AS TEXT) <> CAST(identity AS TEXT) || ' ' || version"));
            Assert.Equal("ok", DatabaseFolder.Run(foreign, "PRAGMA integrity_check"));
        }

        Figures.Write("sqlite-kills", $"SQLite: {kills} kills under load, {acknowledged} acknowledged commits and reservations, 0 lost");
    }

    private static async Task<bool> IsReservedAsync(SqliteAccountStore store, string entry) =>
        !await store.ReplayLock.TryReserveAsync(Convert.FromHexString(entry), DateTimeOffset.MaxValue, Cancel);

    private static async Task<bool> IsCommittedAsync(SqliteAccountStore store, string name, string version)
    {
        Utf8Text identity = Utf8Text.FromString(name);
        return await store.LoadAsync(identity, Cancel) is { } stored
            && stored.Version >= long.Parse(version, CultureInfo.InvariantCulture)
            && (await store.CommitAsync(new AccountCommit { Identity = identity, ExpectedVersion = stored.Version, Absent = [Row($"{name} {version}")] }, Cancel)).Outcome == CommitOutcome.RowExists;
    }
}
