using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Sqlite.Reading;
using BetterAuth.Sqlite.Writing;
using BetterAuth.Wire;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite;

/// <summary>Keeps accounts in a SQLite file. A commit that was answered survives a loss of power: WAL with <c>synchronous=FULL</c>, both read back on every connection.</summary>
/// <remarks>
/// Thread-safe; several processes may share the file. One thread writes and commits what is waiting together; reads run beside it.
/// Cancelling a commit takes effect only while it waits for the writer: a commit that ends as cancelled was not made.
/// </remarks>
public sealed class SqliteAccountStore : IAccountStore, IRevocationReader, IAsyncDisposable
{
    private readonly ReaderPool _readers;
    private readonly Writer _writer;
    private readonly Sweeper _sweeper;

    private SqliteAccountStore(SqliteStoreOptions options)
    {
        _writer = new Writer(options);
        _readers = new ReaderPool(options);
        _sweeper = new Sweeper(_writer, options);
        ReplayLock = new SqliteReplayLock(_writer);
    }

    /// <summary>A durable replay lock in the same file; lives as long as the store.</summary>
    public SqliteReplayLock ReplayLock { get; }

    /// <summary>Opens the file, or creates it.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be opened, is not this library's, was written by a newer version of it, or cannot be made durable.</exception>
    public static async ValueTask<SqliteAccountStore> OpenAsync(SqliteStoreOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        SqliteStoreOptions checkedOptions = options.Checked();
        try
        {
            return await Task.Run(() => new SqliteAccountStore(checkedOptions), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{checkedOptions.Path} cannot be opened: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoredAccount?> LoadAsync(Utf8Text identity, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(static (reader, identity) => reader.Load(identity), identity, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Indexed for <see cref="RowKind.Device"/> and <see cref="RowKind.Owner"/>; for other kinds all rows are read.</remarks>
    public ValueTask<IReadOnlyList<Utf8Text>> FindIdentitiesAsync(RowKind kind, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(static (reader, row) => reader.FindIdentities(row.kind, row.key), (kind, key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(AccountCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return _writer.WriteAsync(new CommitWrite(commit), cancellationToken);
    }

    /// <summary>Finishes the commits that wait and closes the file. Calls from now on throw <see cref="StoreUnavailableException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _sweeper.Dispose();

        // The writer last: the last connection to close tidies the file up.
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>In the order of identity and device.</remarks>
    public ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default) =>
        _readers.ReadAsync(static (reader, limit) => reader.Revocations(limit), limit, cancellationToken);
}
