using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BetterAuth.Sqlite.Connections;

/// <summary>A statement that stays prepared. Bind its parameters in their order, then run or read it. Not thread-safe.</summary>
/// <remarks>Straight on SQLite's functions: blobs are bound from spans, and nothing waits or retries behind the busy time-out.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    /// <summary>Prepares <paramref name="sql"/>.</summary>
    /// <exception cref="SqliteException">It cannot be prepared.</exception>
    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Binds the next parameter to bytes.</summary>
    public Statement Bind(ReadOnlySpan<byte> bytes)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_bound, bytes));
        return this;
    }

    /// <summary>Binds the next parameter to a number, or to NULL.</summary>
    public Statement Bind(long? number)
    {
        Check(number is { } value ? raw.sqlite3_bind_int64(_statement, ++_bound, value) : raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    /// <summary>Steps to the next row; false, and ready to be bound again, when there is none.</summary>
    public bool Read()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        SqliteException? failure = code == raw.SQLITE_DONE ? null : Failure(code);
        Reset();
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs to the end; how many rows it changed (meaningful for INSERT, UPDATE and DELETE).</summary>
    public int Run()
    {
        while (Read())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>Leaves the rest unread and makes the statement ready to be bound again.</summary>
    public void Reset()
    {
        // Its answer repeats that of the last step.
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    /// <summary>A copy of the column's bytes.</summary>
    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>The column's number; null for NULL.</summary>
    public long? Number(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_statement, column);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    private SqliteException Failure(int code) => new(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xFF, raw.sqlite3_extended_errcode(_database));
}
