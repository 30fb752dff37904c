namespace BetterAuth.Cli.Demo;

/// <summary>The system's clock, moved: how the demo lets a minute pass without waiting for it.</summary>
internal sealed class OffsetClock : TimeProvider
{
    private long _offset;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _offset, time.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));
}
