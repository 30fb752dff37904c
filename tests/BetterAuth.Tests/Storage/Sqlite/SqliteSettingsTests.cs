using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sqlite;
using BetterAuth.Sqlite.Connections;
using Microsoft.Data.Sqlite;
using static BetterAuth.Tests.Storage.Sqlite.StoreTexts;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>What is checked before a store says it is open.</summary>
public sealed class SqliteSettingsTests : IAsyncDisposable
{
    private readonly DatabaseFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Every_connection_has_WAL_and_full_synchronisation()
    {
        List<string> settings = [];
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with { OnOpened = connection => settings.Add(Settings(connection)) });
        await store.LoadAsync(Alice, TestContext.Current.CancellationToken);
        Assert.Equal(["wal 2 writes", "wal 2 reads"], settings);

        static string Settings(SqliteConnection connection) =>
            $"{connection.Read("PRAGMA journal_mode")} {connection.Read("PRAGMA synchronous")} {(connection.Read("PRAGMA query_only") == "1" ? "reads" : "writes")}";
    }

    [Theory]
    [InlineData("PRAGMA synchronous = OFF", "synchronous is 0")]
    [InlineData("PRAGMA synchronous = NORMAL", "synchronous is 1")]
    [InlineData("PRAGMA journal_mode = DELETE", "journal_mode is delete")]
    public async Task CFG_08_a_writer_that_would_lose_commits_refuses_to_open(string weakening, string reason)
    {
        StoreUnavailableException refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await _folder.OpenAsync(_folder.NewFile(), options => options with { OnOpened = connection => connection.Execute(weakening) }));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_whose_settings_differ_refuses_too()
    {
        SqliteAccountStore store = await _folder.OpenAsync(_folder.NewFile(), options => options with
        {
            OnOpened = connection =>
            {
                if (connection.Read("PRAGMA query_only") == "1")
                {
                    connection.Execute("PRAGMA synchronous = OFF");
                }
            },
        });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.TextAsync(Alice));
    }

    [Fact]
    public async Task A_file_of_a_newer_schema_is_refused_and_left_alone()
    {
        string path = _folder.NewFile();
        await (await _folder.OpenAsync(path)).DisposeAsync();
        using SqliteConnection foreign = DatabaseFolder.OpenForeign(path);
        DatabaseFolder.Run(foreign, $"PRAGMA user_version = {Schema.Current + 1}");
        StoreUnavailableException refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _folder.OpenAsync(path));
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((long)Schema.Current + 1, DatabaseFolder.Run(foreign, "PRAGMA user_version"));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (text)")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 7")]
    public async Task A_database_of_another_program_is_refused_and_left_alone(string contents)
    {
        string path = _folder.NewFile();
        using (SqliteConnection foreign = DatabaseFolder.OpenForeign(path))
        {
            DatabaseFolder.Run(foreign, contents);
        }

        byte[] before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        StoreUnavailableException refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _folder.OpenAsync(path));
        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        string path = _folder.NewFile();
        await File.WriteAllTextAsync(path, new string('x', 10_000), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _folder.OpenAsync(path));
    }

    [Fact]
    public async Task A_missing_folder_is_refused() =>
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _folder.OpenAsync(Path.Combine(_folder.NewFile(), "missing.db")));

    [Fact]
    public async Task Options_outside_their_range_are_refused()
    {
        Func<SqliteStoreOptions, SqliteStoreOptions>[] changes =
        [
            options => options with { Path = "" },
            options => options with { Readers = 0 },
            options => options with { MaxQueuedWrites = 0 },
            options => options with { SweepInterval = TimeSpan.Zero },
            options => options with { BusyTimeout = TimeSpan.FromMilliseconds(-1) },
            options => options with { BusyTimeout = TimeSpan.FromHours(1) },
        ];
        foreach (Func<SqliteStoreOptions, SqliteStoreOptions> change in changes)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await _folder.OpenAsync(_folder.NewFile(), change));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_owner_may_read_the_files(bool existed)
    {
        if (OperatingSystem.IsWindows())
        {
            // Access control lists instead of modes: the folder decides.
            return;
        }

        string path = _folder.NewFile();
        if (existed)
        {
            await File.WriteAllBytesAsync(path, [], TestContext.Current.CancellationToken);
            File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        }

        SqliteAccountStore store = await _folder.OpenAsync(path);
        await store.CommitAsync(Alice, 0, "one");
        await store.TextAsync(Alice);
        foreach (string file in new[] { path, path + "-wal", path + "-shm" })
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Many_may_open_one_new_file_at_once()
    {
        for (int file = 0; file < 10; file++)
        {
            string path = _folder.NewFile();
            SqliteAccountStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await _folder.OpenAsync(path))));
            for (int number = 0; number < stores.Length; number++)
            {
                Assert.Equal(CommitOutcome.Committed, await stores[number].CommitAsync(Alice, number, $"{number}"));
            }

            foreach (SqliteAccountStore store in stores)
            {
                Assert.Equal("8 7", await store.TextAsync(Alice));
                await store.DisposeAsync();
            }
        }
    }
}
