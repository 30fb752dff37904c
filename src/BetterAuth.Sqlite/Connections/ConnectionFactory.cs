using BetterAuth.Errors;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Connections;

/// <summary>Opens connections whose settings were made and read back.</summary>
internal static class ConnectionFactory
{
    // A switch to WAL beside another one is answered "busy" at once, whatever the time-out.
    private static readonly TimeSpan SwitchPause = TimeSpan.FromMilliseconds(10);

    /// <summary>A connection that may write, with the schema in place.</summary>
    public static SqliteConnection OpenWriter(SqliteStoreOptions options)
    {
        DatabaseFile.Create(options.Path);
        return Open(options, connection =>
        {
            // Before anything is changed: the file may be somebody else's.
            Schema.Check(connection, options.Path);
            DatabaseFile.Protect(options.Path);
            UseWriteAheadLog(connection, options);
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

    private static void UseWriteAheadLog(SqliteConnection connection, SqliteStoreOptions options)
    {
        for (int left = (int)(options.BusyTimeout / SwitchPause); ; left--)
        {
            try
            {
                connection.Execute("PRAGMA journal_mode = WAL");
                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && left > 0)
            {
                Thread.Sleep(SwitchPause);
            }
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
