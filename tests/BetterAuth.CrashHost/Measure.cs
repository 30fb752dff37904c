using System.Diagnostics;
using System.Globalization;
using BetterAuth.Accounts;
using BetterAuth.Sqlite;
using BetterAuth.Wire;

namespace BetterAuth.CrashHost;

/// <summary>How fast the store is on this machine: the table of docs/stores.md.</summary>
internal static class Measure
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(SqliteAccountStore store)
    {
        byte[] record = new byte[600];
        Random.Shared.NextBytes(record);
        foreach (int tasks in new[] { 1, 8, 64, 512 })
        {
            await ReportAsync("commits (600 byte record, one row)", tasks, async (task, done) =>
            {
                CommitResult result = await store.CommitAsync(new AccountCommit
                {
                    Identity = Utf8Text.FromString($"{tasks}/{task}"),
                    ExpectedVersion = done,
                    Record = record,
                    Insert = [new AccountRow(RowKind.UsedKey, Guid.NewGuid().ToByteArray())],
                });
                return result.Outcome == CommitOutcome.Committed;
            });
        }

        foreach (int tasks in new[] { 1, 64, 512 })
        {
            await ReportAsync("nonces reserved", tasks, async (_, _) =>
                await store.ReplayLock.TryReserveAsync((byte[])[.. Guid.NewGuid().ToByteArray(), .. new byte[16]], DateTimeOffset.UtcNow.AddMinutes(10)));
        }

        foreach (int tasks in new[] { 1, 4 })
        {
            await ReportAsync("accounts loaded", tasks, async (task, _) => await store.LoadAsync(Utf8Text.FromString($"512/{task}")) is not null);
        }
    }

    private static async Task ReportAsync(string what, int tasks, Func<int, int, Task<bool>> act)
    {
        long started = Stopwatch.GetTimestamp();
        int[] done = await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(async () =>
        {
            int count = 0;
            while (Stopwatch.GetElapsedTime(started) < Each)
            {
                count += await act(task, count) ? 1 : throw new InvalidOperationException($"{what}: refused");
            }

            return count;
        })));
        double perSecond = done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {tasks,4} at once  {perSecond,9:F0} /s"));
    }
}
