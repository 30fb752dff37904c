using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Worlds;

internal sealed partial class World
{
    // What nobody waits for any more piles up otherwise.
    private const int MaxFlights = 64;

    private static readonly TimeSpan[] LongTimes = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(20), TimeSpan.FromHours(13), TimeSpan.FromDays(365)];

    // Seconds after which something stops being accepted or remembered: revocations, tolerance, window, nonces, challenges.
    private static readonly int[] Limits = [1, 5, 10, 28, 30, 33, 55, 60, 80];

    private int _numbered;

    /// <summary>Carries out one decision. False when it decided on nothing that could be done.</summary>
    public bool Step(ulong decision)
    {
        Dice.Reseed(decision);
        PassTime();
        int flights = Flights.Count > 0 ? 400 : 0;
        int waiters = Waiters.Count > 0 ? 300 : 0;
        int acts = 150;
        int timeouts = OpenExchanges.Count > 0 ? 30 : 0;
        int attacks = Attacker is not null ? Settings.AttackWeight : 0;
        int faults = 40;
        int roll = Dice.Below(flights + waiters + acts + timeouts + attacks + faults);
        if ((roll -= flights) < 0)
        {
            Deliver();
            return true;
        }

        if ((roll -= waiters) < 0)
        {
            Resume();
            return true;
        }

        if ((roll -= acts) < 0)
        {
            return Act();
        }

        if ((roll -= timeouts) < 0)
        {
            TimeOut();
            return true;
        }

        return roll - attacks < 0 ? Attacker!.Attack() : Disturb();
    }

    /// <summary>A request goes on its way.</summary>
    public void Send(Exchange exchange)
    {
        OpenExchanges.Add(exchange);
        Attacker?.See(exchange.Message);
        Launch(new(exchange.Message, exchange.Message.Intended, exchange));
    }

    /// <summary>An answer goes on its way.</summary>
    public void Reply(Flight request, ReadOnlyMemory<byte> answer)
    {
        byte[] copy = answer.ToArray();
        Attacker?.See(request.Message, copy);
        if (request.Origin is not null)
        {
            Launch(request with { Answer = copy });
        }
    }

    public void Launch(Flight flight)
    {
        Flights.Add(flight);
        if (Flights.Count > MaxFlights)
        {
            Flights.RemoveAt(0);
        }
    }

    private void PassTime()
    {
        int roll = Dice.Below(1000);
        TimeSpan passed = roll switch
        {
            _ when roll < Settings.LongDelays => Dice.Pick(LongTimes) * (Dice.Below(1001) / 1000.0),
            _ when roll < Settings.LongDelays + Settings.Jumps => TimeSpan.FromSeconds(Dice.Pick(Limits)) * ((900 + Dice.Below(201)) / 1000.0),
            < 900 => TimeSpan.FromMilliseconds(Dice.Below(20)),
            _ => TimeSpan.FromMilliseconds(Dice.Below(1000)),
        };
        Time.Advance(passed);
        Trace.Add((ulong)passed.Ticks);
    }

    private void Deliver()
    {
        int index = Dice.Chance(700) ? 0 : Dice.Below(Flights.Count);
        Flight flight = Flights[index];
        if (!IsQuiet && Dice.Chance(Settings.Duplicates))
        {
            Trace.Add(Codes.Repeated);
        }
        else
        {
            Flights.RemoveAt(index);
        }

        if (!IsQuiet && Dice.Chance(Settings.Loss))
        {
            Trace.Add(Codes.Lost);
            Trace.Line(Time.Now, $"lost: {(flight.Answer is null ? "a request to" : "an answer of")} {NameOf(flight.To)} for {flight.Origin?.Sender.Name ?? "the attacker"}");
            return;
        }

        if (flight.Answer is { } answer)
        {
            Arrive(flight, answer);
        }
        else
        {
            Serve(flight);
        }
    }

    private void Arrive(Flight flight, ReadOnlyMemory<byte> answer)
    {
        Trace.Add(Codes.Answer);
        TraceBytes(answer.Span);
        if (OpenExchanges.Remove(flight.Origin!))
        {
            Trace.Line(Time.Now, $"{flight.Origin!.Sender.Name} gets an answer of {NameOf(flight.To)}");
            flight.Origin!.End(answer);
        }
    }

    private void Serve(Flight flight)
    {
        Trace.Add(Codes.Request);
        TraceBytes(flight.Message.Bytes.Span);
        IReadOnlyList<Actor> all = flight.To is null ? Verifiers : Servers;
        Actor node = Dice.Pick(all);
        if (!node.IsAlive)
        {
            return;
        }

        Trace.Line(Time.Now, $"{node.Name} gets {NameOf(flight.To)} of {flight.Message.Author?.Name ?? "the attacker"}");
        _ = node is Servers.ServerNode server ? server.HandleAsync(flight) : ((Servers.VerifierNode)node).HandleAsync(flight);
    }

    private void Resume()
    {
        int index = Dice.Below(Waiters.Count);
        Waiter waiter = Waiters[index];
        Waiters.RemoveAt(index);
        Trace.Add(Codes.Resume);
        Trace.Line(Time.Now, $"{waiter.Actor.Name} goes on");
        waiter.End();
    }

    private void TimeOut()
    {
        int index = Dice.Below(OpenExchanges.Count);
        Exchange exchange = OpenExchanges[index];
        OpenExchanges.RemoveAt(index);
        Trace.Add(Codes.TimeOut);
        Trace.Line(Time.Now, $"{exchange.Sender.Name} waits no longer for {NameOf(exchange.Message.Intended)}");
        exchange.Fail();
    }

    private bool Act()
    {
        int index = Dice.Below(People.Count);
        Person person = People[index];
        if (Ledger.Account(person.Identity) is { IsDeleted: true } && Dice.Chance(500))
        {
            People[index] = person = new(this, ++_numbered);
        }

        Trace.Add(Codes.Act);
        return PersonActions.Act(person);
    }

    private bool Disturb()
    {
        List<Actor> actors = [.. Servers, .. Verifiers, .. Everybody];
        List<Actor> dead = actors.FindAll(actor => !actor.IsAlive);
        if (dead.Count > 0 && Dice.Chance(900))
        {
            Trace.Add(Codes.Restart);
            Actor actor = Dice.Pick(dead);
            if (Dice.Chance(Settings.ClockSteps * 20))
            {
                SetClock(actor); // a machine that starts asks what time it is
            }

            actor.Restart();
            Ledger.CheckAccounts();
            return true;
        }

        if (Settings.Crashes > 0 && Dice.Chance(100) && Dice.Pick(actors) is { IsAlive: true } victim && victim is not LegacyDevice)
        {
            Trace.Add(Codes.Crash);
            victim.Crash();
            return true;
        }

        if (Dice.Chance(Settings.KeyChanges))
        {
            return TurnKeys();
        }

        if (Dice.Chance(Settings.ClockSteps * 10))
        {
            Trace.Add(Codes.Clock);
            SetClock(Dice.Pick(actors));
            return true;
        }

        return false;
    }

    private void SetClock(Actor actor)
    {
        if (actor is Device device)
        {
            Unsettle(device);
        }
        else
        {
            Unsettle(actor.Clock);
        }

        Trace.Line(Time.Now, $"the clock of {actor.Name} is off by {actor.Clock.Offset.TotalSeconds} s");
    }

    /// <summary>Bytes made by the platform's P-256 differ from run to run.</summary>
    private void TraceBytes(ReadOnlySpan<byte> bytes)
    {
        if (Settings.P256)
        {
            Trace.Add((ulong)Math.Sign(bytes.Length));
        }
        else
        {
            Trace.Add(bytes);
        }
    }

    private static string NameOf(Operation? endpoint) => endpoint?.ToString() ?? "access";
}
