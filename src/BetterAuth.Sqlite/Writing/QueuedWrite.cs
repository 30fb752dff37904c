namespace BetterAuth.Sqlite.Writing;

/// <summary>Something the writer's thread does for a caller who waits. It is done or cancelled, never both.</summary>
internal abstract class QueuedWrite
{
    private const int Waiting = 0;
    private const int Claimed = 1;
    private const int Cancelled = 2;

    private int _state;

    /// <summary>Takes it for the writer; false when its caller has given up.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Waiting) == Waiting;

    /// <summary>Does it inside the writer's transaction; false: refused, to be undone.</summary>
    public abstract bool Execute(WriterConnection connection);

    /// <summary>Tells the caller how it ended. Only after the transaction is durable.</summary>
    public abstract void Answer();

    /// <summary>Tells the caller that it failed.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Takes it from the writer; false when the writer has it already.</summary>
    protected bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting;
}

/// <summary>A write that answers.</summary>
/// <typeparam name="T">The answer.</typeparam>
internal abstract class QueuedWrite<T> : QueuedWrite
{
    // Continuations must not run on the writer's thread.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What <see cref="QueuedWrite.Execute"/> found.</summary>
    protected T? Result { get; set; }

    public sealed override void Answer() => _answer.SetResult(Result!);

    public sealed override void Fail(Exception exception) => _answer.SetException(exception);

    /// <summary>
    /// Waits for the answer. A cancellation takes effect only while the write is still in the queue; so cancelled means not done, and the caller's memory is not read after this has ended.
    /// </summary>
    public async ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static (write, token) => ((QueuedWrite<T>)write!).Cancel(token), this);
        return await _answer.Task.ConfigureAwait(false);
    }

    private void Cancel(CancellationToken token)
    {
        if (TryCancel())
        {
            _answer.SetCanceled(token);
        }
    }
}
