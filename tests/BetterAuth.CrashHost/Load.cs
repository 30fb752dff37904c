using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.CrashHost;

/// <summary>Many tasks that commit to accounts of their own and to a shared one, and reserve nonces, for ever.</summary>
internal static class Load
{
    private const int Tasks = 12;

    public static Task RunAsync(SqliteAccountStore store) =>
        Task.WhenAll(Enumerable.Range(0, Tasks).Select(number => Task.Run(() => RunAsync(store, number))));

    private static async Task RunAsync(SqliteAccountStore store, int number)
    {
        Utf8Text[] identities = [Utf8Text.FromString($"own-{number}"), Utf8Text.FromString("shared")];
        while (true)
        {
            foreach (Utf8Text identity in identities)
            {
                long version = (await store.LoadAsync(identity))?.Version ?? 0;

                // Version n comes with row n: a reader can tell half a commit from a whole one.
                CommitResult result = await store.CommitAsync(new AccountCommit
                {
                    Identity = identity,
                    ExpectedVersion = version,
                    Record = Encoding.ASCII.GetBytes($"{identity} {version + 1}"),
                    Insert = [new AccountRow(RowKind.UsedKey, Encoding.ASCII.GetBytes($"{identity} {version + 1}"))],
                });
                if (result.Outcome == CommitOutcome.Committed)
                {
                    Acknowledgements.Write($"commit {identity} {version + 1}");
                }
            }

            byte[] entry = new byte[32];
            Guid.NewGuid().TryWriteBytes(entry);
            if (await store.ReplayLock.TryReserveAsync(entry, DateTimeOffset.MaxValue))
            {
                Acknowledgements.Write($"nonce {Convert.ToHexString(entry)}");
            }
        }
    }
}
