namespace BetterAuth.Client;

/// <summary>One operation of a client at a time, in the order in which they came. Thread-safe.</summary>
/// <param name="runsInline">Whether the next operation goes on within the end of the one before it, on its thread (the simulation has only one). Otherwise on a thread of the pool.</param>
internal sealed class OperationQueue(bool runsInline)
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource> _waiting = [];
    private bool _isTaken;
    private bool _isClosed;

    /// <summary>Waits for its turn, which ends when what this returns is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public async ValueTask<Turn> TakeTurnAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TaskCompletionSource? turn = null;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(BetterAuthClient));
            if (_isTaken)
            {
                _waiting.Enqueue(turn = new(runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously));
            }

            _isTaken = true;
        }

        if (turn is not null)
        {
            // Whoever is cancelled stays in the queue, and is passed over when his turn comes.
            using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (waiting, token) => ((TaskCompletionSource)waiting!).TrySetCanceled(token), turn);
            await turn.Task.ConfigureAwait(false);
        }

        return new(this);
    }

    /// <summary>Refuses everybody from now on, those who wait included. The caller has the turn and keeps it.</summary>
    public void Close()
    {
        TaskCompletionSource[] waiting;
        lock (_gate)
        {
            _isClosed = true;
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (TaskCompletionSource turn in waiting)
        {
            turn.TrySetException(new ObjectDisposedException(typeof(BetterAuthClient).FullName));
        }
    }

    private void Leave()
    {
        while (true)
        {
            TaskCompletionSource? next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _isTaken = false;
                    return;
                }
            }

            if (next.TrySetResult())
            {
                return;
            }
        }
    }

    /// <summary>The right to be the one that acts; dispose it once.</summary>
    internal readonly struct Turn(OperationQueue queue) : IDisposable
    {
        public void Dispose() => queue.Leave();
    }
}
