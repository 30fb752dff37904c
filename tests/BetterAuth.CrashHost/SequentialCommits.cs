using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.CrashHost;

/// <summary>Commits that wait for each other: none can share its synchronisation.</summary>
internal static class SequentialCommits
{
    public static async Task RunAsync(SqliteAccountStore store, int count)
    {
        // Opening has synchronised too: what follows is of the commits alone.
        Acknowledgements.Write("Opened");
        for (int version = 0; version < count; version++)
        {
            CommitResult result = await store.CommitAsync(new AccountCommit
            {
                Identity = Utf8Text.FromString("alice"),
                ExpectedVersion = version,
                Record = Encoding.ASCII.GetBytes($"record {version + 1}"),
            });
            Acknowledgements.Write($"{result.Outcome} {version + 1}");
        }
    }
}
