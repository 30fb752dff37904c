using System.Threading.Channels;
using BetterAuth.Errors;
using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite.Writing;

/// <summary>
/// The one thread that writes. What was queued while the last transaction was made durable goes into the next one together (group commit); each write is a part of its own, so that a refusal undoes nothing but itself.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private const int MaxGroup = 128;

    private readonly SqliteStoreOptions _options;
    private readonly Channel<QueuedWrite> _queue;
    private readonly List<QueuedWrite> _group = new(MaxGroup);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriterConnection? _connection;
    private volatile bool _closed;

    /// <summary>Opens the database, so that what is wrong with it shows now, and starts the thread.</summary>
    public Writer(SqliteStoreOptions options)
    {
        _options = options;
        _queue = Channel.CreateBounded<QueuedWrite>(new BoundedChannelOptions(options.MaxQueuedWrites) { SingleReader = true });
        _connection = new WriterConnection(options);
        new Thread(Run) { IsBackground = true, Name = "BetterAuth SQLite writer" }.Start();
    }

    /// <summary>Queues <paramref name="write"/> and waits for its answer.</summary>
    /// <exception cref="StoreUnavailableException">The store is closed, the queue is full, or the transaction failed, perhaps with unknown outcome.</exception>
    public ValueTask<T> WriteAsync<T>(QueuedWrite<T> write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        return _queue.Writer.TryWrite(write) ? write.WaitAsync(cancellationToken) : ValueTask.FromException<T>(Refused());
    }

    /// <summary>Finishes what was queued, closes the database and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _queue.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private StoreUnavailableException Refused() => new(_closed ? "The store is closed." : $"{_options.MaxQueuedWrites} writes are waiting already.");

    private void Run()
    {
        // A thread of its own: it spends its life waiting for the disk.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_group.Count < MaxGroup && _queue.Reader.TryRead(out QueuedWrite? write))
            {
                if (write.TryClaim())
                {
                    _group.Add(write);
                }
            }

            if (_group.Count > 0)
            {
                Finish(Transact());
                _group.Clear();
            }
        }

        _connection?.Dispose();
        _ended.SetResult();
    }

    private void Finish(Exception? failure)
    {
        foreach (QueuedWrite write in _group)
        {
            if (failure is null)
            {
                write.Answer();
            }
            else
            {
                write.Fail(new StoreUnavailableException($"The store could not commit: {failure.Message}", failure));
            }
        }
    }

    /// <summary>Does the group in one transaction; what made it fail.</summary>
    private Exception? Transact()
    {
        try
        {
            _connection ??= new WriterConnection(_options);
            _connection.Begin();
            _group.RemoveAll(write => !TryExecute(_connection, write));
            _connection.Commit();
            return null;
        }
#pragma warning disable CA1031 // Whatever it was, nobody may take the group for committed, and the thread must live.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The next group starts with a connection in a known state.
            _connection?.Dispose();
            _connection = null;
            return exception;
        }
    }

    /// <summary>Does one write; false when it was wrong in itself: it has failed and the others go on.</summary>
    private static bool TryExecute(WriterConnection connection, QueuedWrite write)
    {
        connection.Mark();
        try
        {
            if (write.Execute(connection))
            {
                connection.Keep();
            }
            else
            {
                connection.Undo();
            }

            return true;
        }
#pragma warning disable CA1031 // A commit is read from lists of the caller's making.
        catch (Exception exception) when (exception is not SqliteException)
#pragma warning restore CA1031
        {
            connection.Undo();
            write.Fail(exception);
            return false;
        }
    }
}
