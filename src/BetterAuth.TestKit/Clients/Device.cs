using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>A device of a person: does one thing at a time, each of which may end by an answer, an error, a time-out or a crash.</summary>
internal abstract class Device(Person owner, string name) : Actor(owner.World, name)
{
    private Operation? _operation;

    public Person Owner => owner;

    /// <summary>What it is doing.</summary>
    public string? Busy { get; private set; }

    /// <summary>The account as this device knows it; empty before it has one, and after it left.</summary>
    public abstract Utf8Text Identity { get; }

    public abstract Utf8Text Id { get; }

    /// <summary>How many of its gated messages it knows to be applied, as it is stored.</summary>
    public abstract long Position { get; }

    /// <summary>Whether a message is stored whose outcome it does not know.</summary>
    public abstract bool IsPending { get; }

    /// <summary>Whether this device behaves as the existing implementations do.</summary>
    public virtual bool IsLegacy => false;

    /// <summary>The last message it sent to get done what it is doing, if that changes an account.</summary>
    public SimMessage? Promised { get; private set; }

    /// <summary>Whether a person may use it.</summary>
    public bool IsIdle => IsAlive && Busy is null;

    /// <summary>Begins something; it ends in a later step, or never.</summary>
    public void Start(string what, Func<ValueTask> act, Operation? operation = null)
    {
        Busy = what;
        _operation = operation;
        Promised = null;
        World.Trace.Line(World.Time.Now, $"{Name}: {what}");
        _ = RunAsync(what, act);
    }

    public void HasSent(SimMessage message) => Promised = message.Intended is not null && message.Intended == _operation ? message : Promised;

    private async Task RunAsync(string what, Func<ValueTask> act)
    {
        int life = Life;
        string end = "done";
        try
        {
            await act().ConfigureAwait(false);
            World.Ledger.Done(this, what);
        }
        catch (BetterAuthException exception)
        {
            end = exception.Message;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or OutcomeUnknownException)
        {
            end = exception.Message;
        }
#pragma warning disable CA1031 // Whatever else a client throws is a bug.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            World.Fail("no exception", $"{Name} threw {exception.GetType().Name} at {what}: {exception}");
        }

        if (life == Life)
        {
            Busy = null;
            World.Trace.Line(World.Time.Now, $"{Name}: {what}: {end}");
        }
    }

    protected override void OnCrash() => Busy = null;
}
