using BetterAuth.Client;
using BetterAuth.Errors;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>A device of a person: does one thing at a time, each of which may end by an answer, an error, a time-out or a crash.</summary>
internal abstract class Device(Person owner, string name) : Actor(owner.World, name)
{
    private const int MaxErrands = 3;

    private readonly List<Errand> _errands = [];

    public Person Owner => owner;

    /// <summary>What it is doing; the first of several things.</summary>
    public string? Busy => _errands.Count == 0 ? null : _errands[0].What;

    /// <summary>The server keys whose answers it takes.</summary>
    public KnownKeys ResponseKeys { get; } = new(owner.World.ResponseRing);

    /// <summary>The account as this device knows it; empty before it has one, and after it left.</summary>
    public abstract Utf8Text Identity { get; }

    public abstract Utf8Text Id { get; }

    /// <summary>How many of its gated messages it knows to be applied, as it is stored.</summary>
    public abstract long Position { get; }

    /// <summary>Whether a message is stored whose outcome it does not know.</summary>
    public abstract bool IsPending { get; }

    /// <summary>Whether this device behaves as the existing implementations do.</summary>
    public virtual bool IsLegacy => false;

    /// <summary>Whether a person may use it.</summary>
    public bool IsIdle => IsAlive && _errands.Count == 0;

    /// <summary>Whether it may be given something to do beside what it is doing.</summary>
    public bool IsOpen => IsAlive && _errands.Count < MaxErrands;

    /// <summary>Begins something; it ends in a later step, or never.</summary>
    public void Start(string what, Func<ValueTask> act, Operation? operation = null)
    {
        Errand errand = new(what, operation);
        _errands.Add(errand);
        World.Trace.Line(World.Time.Now, $"{Name}: {what}");
        _ = RunAsync(errand, act);
    }

    private async Task RunAsync(Errand errand, Func<ValueTask> act)
    {
        Errand.Current = errand;
        string what = errand.What;
        int life = Life;
        string end = "done";
        try
        {
            await act().ConfigureAwait(false);
            World.Ledger.Done(this, errand);
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
            _errands.Remove(errand);
            World.Trace.Line(World.Time.Now, $"{Name}: {what}: {end}");
        }
    }

    protected override void OnCrash() => _errands.Clear();
}
