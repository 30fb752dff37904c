using System.Globalization;
using BetterAuth.CrashHost;
using BetterAuth.Sqlite;
using BetterAuth.Sqlite.Connections;

// load FILE          commits and reserves from many tasks until it is killed
// commits FILE N     makes N commits, one after the other
// weak FILE N        the same with synchronous=OFF, which the tests must notice
// measure FILE       prints the figures of docs/stores.md
switch (args)
{
    case ["load", string path]:
        await Load.RunAsync(await OpenAsync(path, weak: false));
        return 0;
    case ["commits" or "weak", string path, string count]:
        await using (SqliteAccountStore store = await OpenAsync(path, args[0] == "weak"))
        {
            await SequentialCommits.RunAsync(store, int.Parse(count, CultureInfo.InvariantCulture));
        }

        return 0;
    case ["measure", string path]:
        await using (SqliteAccountStore store = await OpenAsync(path, weak: false))
        {
            await Measure.RunAsync(store);
        }

        return 0;
    default:
        return 2;
}

static ValueTask<SqliteAccountStore> OpenAsync(string path, bool weak)
{
    SqliteStoreOptions options = new() { Path = path };
    return SqliteAccountStore.OpenAsync(!weak ? options : options with
    {
        AcceptWeakDurability = true,
        OnOpened = connection => connection.Execute("PRAGMA synchronous = OFF"),
    });
}
