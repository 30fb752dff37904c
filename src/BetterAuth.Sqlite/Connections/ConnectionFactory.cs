using BetterAuth.Errors;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Connections;

/// <summary>Opens connections whose settings were made and read back.</summary>
internal static class ConnectionFactory
{
    /// <summary>A connection that may write, with the schema in place.</summary>
    public static SqliteConnection OpenWriter(SqliteStoreOptions options)
    {
        DatabaseFile.Create(options.Path);
        return Open(options, connection =>
        {
            // Before anything is changed: the file may be somebody else's.
            Schema.Check(connection, options.Path);
            DatabaseFile.Protect(options.Path);
            connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute("PRAGMA synchronous = FULL");
            connection.Execute("PRAGMA journal_size_limit = 67108864");
        }, Schema.Apply);
    }

    /// <summary>A connection that only reads, of a database that a writer has opened.</summary>
    public static SqliteConnection OpenReader(SqliteStoreOptions options) => Open(options, connection =>
    {
        connection.Execute("PRAGMA synchronous = FULL");
        connection.Execute("PRAGMA query_only = ON");
    }, _ => { });

    private static SqliteConnection Open(SqliteStoreOptions options, Action<SqliteConnection> set, Action<SqliteConnection> prepare)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,

            // How long a command of the opening is tried again: SQLite says "busy" at once to a second process that switches to WAL.
            DefaultTimeout = Math.Max(1, (int)options.BusyTimeout.TotalSeconds),
        }.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA busy_timeout = {(int)options.BusyTimeout.TotalMilliseconds}");
            connection.Execute("PRAGMA trusted_schema = OFF");
            set(connection);
            options.OnOpened?.Invoke(connection);
            ReadBack(connection, options);
            prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void ReadBack(SqliteConnection connection, SqliteStoreOptions options)
    {
        string journal = connection.Read("PRAGMA journal_mode");
        string synchronous = connection.Read("PRAGMA synchronous");
        if ((journal, synchronous) != ("wal", "2") && !options.AcceptWeakDurability)
        {
            throw new StoreUnavailableException(
                $"{options.Path}: commits would not survive a loss of power (journal_mode is {journal}, must be wal; synchronous is {synchronous}, must be 2, FULL).");
        }
    }
}
