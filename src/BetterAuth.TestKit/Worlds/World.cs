using BetterAuth.Access;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Sessions;
using BetterAuth.Storage;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Servers;
using BetterAuth.TestKit.Suite;
using BetterAuth.TestKit.Traffic;
using Device = BetterAuth.TestKit.Clients.Device;

namespace BetterAuth.TestKit.Worlds;

/// <summary>One seed's deployment with everybody in it. Lives on one thread; every await in it ends on that thread, within a step.</summary>
internal sealed partial class World
{
    public World(long seed, WorldSettings settings, Seams seams, Stores stores, bool recording)
    {
        Settings = settings;
        Seams = seams;
        Trace = new(recording);
        Dice = new(Dice.Decision(seed, -2));
        Dice entropy = new(Dice.Decision(seed, -3));
        Suite = settings.P256 ? CryptographicSuite.Default : CheapSuite.Create(entropy);
        ResponseRing = new(Suite.Keys.Generate(), Time.Now);
        AccessRing = new(Suite.Keys.Generate(), Time.Now);
        byte[] challengeKey = new byte[ChallengeKeys.KeyLength];
        entropy.Fill(challengeKey);
        ChallengeKeys = new(challengeKey);
        StoreClock = new StoreClock(Time);
        IAccountStore store = stores.Account?.Invoke(StoreClock) ?? new MemoryAccountStore(StoreClock);
        Revocations = store as IRevocationReader;
        Store = seams.BelowStore(this, store);
        SharedLock = !settings.SharedLock ? null : stores.ReplayLock?.Invoke(StoreClock) ?? MemoryReplayLock.ForFreshKeys(StoreClock);
        Ledger = new(this);
        Servers = [.. Enumerable.Range(1, settings.Servers).Select(number => new ServerNode(this, number))];
        Verifiers = [.. Enumerable.Range(1, settings.Verifiers).Select(number => new VerifierNode(this, number))];
        People = [.. Enumerable.Range(1, settings.People).Select(number => new Person(this, number))];
        Attacker = settings.Attacked ? new(this) : null;
        _numbered = settings.People;
        foreach (Actor actor in (IEnumerable<Actor>)[.. Servers, .. Verifiers])
        {
            Unsettle(actor.Clock);
        }
    }

    public WorldSettings Settings { get; }

    public Seams Seams { get; }

    public Trace Trace { get; }

    public VirtualTime Time { get; } = new();

    /// <summary>The present step's chance.</summary>
    public Dice Dice { get; }

    public CryptographicSuite Suite { get; }

    /// <summary>The keys that answers are signed with.</summary>
    public ServerRing ResponseRing { get; }

    /// <summary>The keys that tokens are signed with.</summary>
    public ServerRing AccessRing { get; }

    public ChallengeKeys ChallengeKeys { get; }

    public SkewedClock StoreClock { get; }

    public IAccountStore Store { get; }

    public IRevocationReader? Revocations { get; }

    /// <summary>The replay lock all verifiers share; null: the only one has its own, in memory.</summary>
    public IReplayLock? SharedLock { get; }

    public Ledger Ledger { get; }

    public List<ServerNode> Servers { get; }

    public List<VerifierNode> Verifiers { get; }

    public List<Person> People { get; }

    public Attacker? Attacker { get; }

    public List<Waiter> Waiters { get; } = [];

    public List<Exchange> OpenExchanges { get; } = [];

    public List<Flight> Flights { get; } = [];

    /// <summary>Whether faults and the attacker have stopped.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>The first invariant that did not hold.</summary>
    public (string Invariant, string Message)? Failure { get; private set; }

    public void Fail(string invariant, string message)
    {
        Failure ??= (invariant, message);
        Trace.Line(Time.Now, $"VIOLATION of {invariant}: {message}");
    }

    /// <summary>Another error for the clock of a server or verifier: any two differ by at most <see cref="Ledger.Skew"/>.</summary>
    private void Unsettle(SkewedClock clock) => clock.Offset = (Ledger.Skew / 2) * Share();

    /// <summary>Another error for a person's clock, which may be far off.</summary>
    public void Unsettle(Device device) => device.Clock.Offset = TimeSpan.FromSeconds(Dice.Chance(300) ? 20 : 2) * Share();

    private double Share() => (Dice.Below(2001) - 1000) / 1000.0;
}
