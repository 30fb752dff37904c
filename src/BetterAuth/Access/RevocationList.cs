using System.Collections.Frozen;
using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>
/// The devices whose tokens are no longer good, read again when what is known is too old: an unlinked, recovered-away or deleted device is refused at most <see cref="MaxAge"/> after that was acknowledged, however long its token lives.
/// </summary>
/// <remarks>
/// Thread-safe. Nothing runs in the background: the first request after <see cref="MaxAge"/> reads the list, others that come meanwhile wait for it, all the rest look into memory without an allocation.
/// It fails closed: when the list cannot be read, or is longer than its limit, requests are answered with <see cref="StoreUnavailableException"/>.
/// </remarks>
public sealed class RevocationList
{
    private readonly IRevocationReader _reader;
    private readonly TimeProvider _clock;
    private readonly int _limit;
    private readonly Lock _gate = new();
    private Snapshot? _snapshot;
    private List<TaskCompletionSource>? _waiting;

    /// <summary>Reads from <paramref name="reader"/>.</summary>
    /// <param name="reader">The store, or what stands for it.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="maxAge">How old the list may be; more than 0, at most a minute. Default 1 second.</param>
    /// <param name="limit">How many revocations are kept in memory; more is an outage. Default 1,000,000.</param>
    public RevocationList(IRevocationReader reader, TimeProvider timeProvider, TimeSpan? maxAge = null, int limit = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(timeProvider);
        MaxAge = maxAge ?? TimeSpan.FromSeconds(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxAge, TimeSpan.Zero, nameof(maxAge));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxAge, TimeSpan.FromMinutes(1), nameof(maxAge));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        _reader = reader;
        _clock = timeProvider;
        _limit = limit;
    }

    /// <summary>How old the list may be: within this time after its acknowledgement a revocation is in force.</summary>
    public TimeSpan MaxAge { get; }

    /// <summary>Whether requests that waited for the list go on within the end of its reading, on its thread: for simulations, which have one thread.</summary>
    internal bool RunsWaitersInline { get; init; }

    /// <summary>Whether the list must be read (<see cref="ReadAsync"/>) before it may be looked into.</summary>
    internal bool IsStale => Volatile.Read(ref _snapshot) is not { } snapshot || !IsFresh(snapshot);

    /// <summary>Whether the device is revoked, as far as the list knows.</summary>
    internal bool Contains(Utf8Text identity, Utf8Text device) => Volatile.Read(ref _snapshot)!.Devices.Contains((identity, device));

    /// <summary>Reads the list, together with everybody else who wants that now.</summary>
    internal async Task ReadAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource mine = new(RunsWaitersInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (_gate)
        {
            isFirst = _waiting is null;
            (_waiting ??= []).Add(mine);
        }

        if (isFirst)
        {
            _ = ReadForAllAsync(); // outside the lock: a store may read before it first awaits
        }

        await mine.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (IsStale)
        {
            throw new StoreUnavailableException("Reading the revocations took longer than they are good for.");
        }
    }

    // The clock could have been set back: an age below zero is no better than one that is too high.
    private bool IsFresh(Snapshot snapshot) => _clock.GetUtcNow() - snapshot.AsOf is { } age && age >= TimeSpan.Zero && age <= MaxAge;

    /// <summary>One read for all who wait, cancelled by none of them.</summary>
    private async Task ReadForAllAsync()
    {
        Exception? failure = null;
        try
        {
            await ReadOnceAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was, it is handed to those who wait.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        List<TaskCompletionSource> waiting;
        lock (_gate)
        {
            waiting = _waiting!;
            _waiting = null;
        }

        foreach (TaskCompletionSource waiter in waiting)
        {
            if (failure is null)
            {
                waiter.SetResult();
            }
            else
            {
                waiter.SetException(failure);
            }
        }
    }

    private async Task ReadOnceAsync()
    {
        DateTimeOffset asOf = _clock.GetUtcNow(); // before the read: what is committed from now on may be missing
        int wanted = _limit == int.MaxValue ? _limit : _limit + 1;
        IReadOnlyList<(Utf8Text Identity, Revocation Revocation)> revocations = await _reader.RevocationsAsync(wanted, CancellationToken.None).ConfigureAwait(false);
        if (revocations.Count > _limit)
        {
            throw new StoreUnavailableException($"There are more than {_limit} revocations; raise the limit of the revocation list.");
        }

        Volatile.Write(ref _snapshot, new Snapshot(asOf, revocations.Select(entry => (entry.Identity, entry.Revocation.Device)).ToFrozenSet()));
    }

    private sealed record Snapshot(DateTimeOffset AsOf, FrozenSet<(Utf8Text Identity, Utf8Text Device)> Devices);
}
