using BetterAuth.Errors;

namespace BetterAuth.TestKit.Worlds;

internal sealed partial class World
{
    /// <summary>Lets <paramref name="actor"/> pass a point where something may go wrong: it may go on at once, later, never, or meet an error.</summary>
    public ValueTask PassAsync(Actor actor, FaultPoint point)
    {
        if (IsQuiet)
        {
            return ValueTask.CompletedTask;
        }

        if (actor is not Clients.LegacyDevice && Dice.Chance(Settings.Crashes))
        {
            Trace.Add(Codes.CrashAtPoint);
            Trace.Line(Time.Now, $"at {point}:");
            actor.Crash();
            return Never();
        }

        if (point != FaultPoint.Send && Dice.Chance(Settings.Pauses))
        {
            return WaitAsync(actor);
        }

        return FaultAt(point) is { } fault ? ValueTask.FromException(fault) : ValueTask.CompletedTask;
    }

    private Exception? FaultAt(FaultPoint point) => point switch
    {
        FaultPoint.BeforeStore when Dice.Chance(Settings.StoreErrors) => new StoreUnavailableException("The simulated store does not answer."),
        FaultPoint.AfterStore when Dice.Chance(Settings.UnknownOutcomes) => new StoreUnavailableException("The simulated connection was lost; the outcome is not known."),
        FaultPoint.BeforeClientWrite when Dice.Chance(Settings.ClientErrors) => new IOException("The simulated disk refuses."),
        _ => null,
    };

    /// <summary>Waits for a step.</summary>
    public ValueTask WaitAsync(Actor actor)
    {
        Waiter waiter = new(actor);
        Waiters.Add(waiter);
        return new(waiter.Task);
    }

    /// <summary>What a crashed actor waits for.</summary>
    public static ValueTask Never() => new(new TaskCompletionSource().Task);

    /// <summary>Drops all that a crashed actor was waiting for.</summary>
    public void Forget(Actor actor)
    {
        Waiters.RemoveAll(waiter => waiter.Actor == actor);
        OpenExchanges.RemoveAll(exchange => exchange.Sender == actor);
        Ledger.Forget(actor);
    }
}
