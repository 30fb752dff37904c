using System.Collections.Concurrent;
using BetterAuth.Errors;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Reading;

/// <summary>The connections that read, opened when first needed. A read runs on its caller's thread: the pages are nearly always in memory.</summary>
internal sealed class ReaderPool(SqliteStoreOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _slots = new(options.Readers);
    private readonly ConcurrentBag<ReaderConnection> _idle = [];
    private volatile bool _closed;

    /// <summary>Reads with a connection of the pool; completes synchronously unless all are in use.</summary>
    /// <exception cref="StoreUnavailableException">The store is closed, or SQLite cannot read.</exception>
    public async ValueTask<TResult> ReadAsync<TState, TResult>(Func<ReaderConnection, TState, TResult> read, TState state, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_slots.Wait(0, CancellationToken.None))
        {
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return Read(read, state);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Waits for the reads under way and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        for (int slot = 0; slot < options.Readers; slot++)
        {
            await _slots.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out ReaderConnection? reader))
        {
            reader.Dispose();
        }

        // Whoever comes later shall hear that the store is closed, not wait.
        _slots.Release(options.Readers);
    }

    private TResult Read<TState, TResult>(Func<ReaderConnection, TState, TResult> read, TState state)
    {
        if (_closed)
        {
            throw new StoreUnavailableException("The store is closed.");
        }

        ReaderConnection? reader = null;
        try
        {
            reader = _idle.TryTake(out ReaderConnection? idle) ? idle : new ReaderConnection(options);
            TResult result = read(reader, state);
            _idle.Add(reader);
            return result;
        }
        catch (Exception exception)
        {
            // In whatever state it is, nobody else shall have it.
            reader?.Dispose();
            if (exception is SqliteException)
            {
                throw new StoreUnavailableException($"The store could not be read: {exception.Message}", exception);
            }

            throw;
        }
    }
}
