namespace BetterAuth.Tests.Model;

/// <summary>What one step of a history tries.</summary>
internal enum StepKind
{
    Create,
    Rotate,
    Link,
    Unlink,
    Change,
    Delete,
    Recover,
    Repeat,
    Retry,
    Redirect,
    Spoil,
    Session,
    Refresh,
    Clock,
}

/// <summary>One step: what it tries, and four numbers below 100 that choose whom, with what, and what is wrong with it.</summary>
internal readonly partial record struct HistoryStep(StepKind Kind, int Who, int Device, int Keys, int Detail);
