namespace BetterAuth.TestKit.Worlds;

/// <summary>The simulation's true time. It moves only between steps.</summary>
internal sealed class VirtualTime
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => Now += by;
}

/// <summary>One machine's clock: the true time and an error that may change at any moment. It has no timers: what waits in a simulation waits for a step.</summary>
internal class SkewedClock(VirtualTime time) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => time.Now + Offset;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("A simulated clock has no timers; they would run on threads of their own.");
}

/// <summary>The clock of a store somebody brings. Its timers never come: what it does in the background it may do or not, and here it does not.</summary>
internal sealed class StoreClock(VirtualTime time) : SkewedClock(time)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // There is nothing to stop.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
