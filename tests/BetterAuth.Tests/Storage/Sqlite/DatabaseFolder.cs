using BetterAuth.Sqlite;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Tests.Storage.Sqlite;

/// <summary>A folder of its own for a test's databases, removed with everything in it; closes the stores it opened.</summary>
public sealed class DatabaseFolder : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("betterauth-").FullName;
    private readonly List<SqliteAccountStore> _stores = [];
    private int _files;

    /// <summary>The path of a file that does not exist yet.</summary>
    public string NewFile() => Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db");

    /// <summary>Opens a store that does not sweep unless told by a clock.</summary>
    internal async ValueTask<SqliteAccountStore> OpenAsync(string path, Func<SqliteStoreOptions, SqliteStoreOptions>? change = null)
    {
        SqliteStoreOptions options = new() { Path = path, SweepInterval = TimeSpan.FromDays(1) };
        SqliteAccountStore store = await SqliteAccountStore.OpenAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        lock (_stores)
        {
            _stores.Add(store);
        }

        return store;
    }

    /// <summary>A connection such as any other program would open.</summary>
    public static SqliteConnection OpenForeign(string path)
    {
        SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static object? Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteAccountStore store in _stores)
        {
            await store.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
