using System.Globalization;
using BetterAuth.Errors;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Connections;

/// <summary>The tables, and which version of them a file has (<c>user_version</c>). Times are UTC ticks of 100 ns.</summary>
internal static class Schema
{
    // "BAut": tells this store's files from any other program's.
    private const int ApplicationId = 0x42417574;

    // One step per version; a step that was released is never changed.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE accounts (
            id INTEGER PRIMARY KEY,
            identity BLOB NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            record BLOB NOT NULL) STRICT;

        -- The id gives the order in which identities got a row.
        CREATE TABLE account_rows (
            id INTEGER PRIMARY KEY,
            identity BLOB NOT NULL,
            kind INTEGER NOT NULL,
            key BLOB NOT NULL,
            value BLOB NOT NULL,
            until INTEGER,
            UNIQUE (identity, kind, key)) STRICT;
        CREATE INDEX account_rows_device ON account_rows (key) WHERE kind = 1;
        CREATE INDEX account_rows_until ON account_rows (until) WHERE until IS NOT NULL;

        CREATE TABLE revocations (
            identity BLOB NOT NULL,
            device BLOB NOT NULL,
            until INTEGER NOT NULL,
            PRIMARY KEY (identity, device)) STRICT, WITHOUT ROWID;
        CREATE INDEX revocations_until ON revocations (until);

        CREATE TABLE nonces (
            entry BLOB NOT NULL PRIMARY KEY,
            until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX nonces_until ON nonces (until);
        """,

        "CREATE INDEX account_rows_owner ON account_rows (key) WHERE kind = 6;",
    ];

    /// <summary>The version this library writes.</summary>
    public static int Current => Steps.Length;

    /// <summary>Refuses a file that is another program's, or a newer library's.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        // One snapshot: another process may be creating the schema.
        using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
        int id = Number(connection, "PRAGMA application_id");
        int version = Number(connection, "PRAGMA user_version");
        bool empty = id == 0 && version == 0 && Number(connection, "SELECT COUNT(*) FROM sqlite_schema") == 0;
        if (id != ApplicationId && !empty)
        {
            throw new StoreUnavailableException($"{path} is a database of another program.");
        }

        if (version > Current)
        {
            throw new StoreUnavailableException($"{path} was written by a newer version of this library (schema {version}; this one knows schema {Current}). Update the library.");
        }
    }

    /// <summary>Brings a file of any earlier version up to the current one, all or nothing.</summary>
    public static void Apply(SqliteConnection connection)
    {
        if (Number(connection, "PRAGMA user_version") == Current)
        {
            return;
        }

        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);

        // Another process may have come first.
        foreach (string step in Steps.Skip(Number(connection, "PRAGMA user_version")))
        {
            connection.Execute(step);
        }

        connection.Execute($"PRAGMA application_id = {ApplicationId}");
        connection.Execute($"PRAGMA user_version = {Current}");
        transaction.Commit();
    }

    private static int Number(SqliteConnection connection, string sql) => int.Parse(connection.Read(sql), CultureInfo.InvariantCulture);
}
