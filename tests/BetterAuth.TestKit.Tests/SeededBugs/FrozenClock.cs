using BetterAuth.TestKit.Servers;

namespace BetterAuth.TestKit.Tests.SeededBugs;

/// <summary>A clock that is read once per request.</summary>
internal sealed class FrozenClock(TimeProvider clock) : TimeProvider
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<RequestContext, object> _read = [];

    public override DateTimeOffset GetUtcNow() =>
        RequestContext.Current is { } context ? (DateTimeOffset)_read.GetValue(context, _ => clock.GetUtcNow()) : clock.GetUtcNow();
}
