using BetterAuth.Accounts;
using BetterAuth.Client;

namespace BetterAuth.TestKit.Worlds;

/// <summary>One seed's world: how many take part, and how often each fault strikes (in a thousand). Each world draws its own, many of them 0, so that faults are met alone and together.</summary>
internal sealed record WorldSettings
{
    public int People { get; init; }

    public int DevicesEach { get; init; }

    public int Servers { get; init; }

    public int Verifiers { get; init; }

    /// <summary>Whether the replay lock is one that survives restarts; else it is the memory of the only verifier.</summary>
    public bool SharedLock { get; init; }

    public NoncePolicy Nonces { get; init; }

    /// <summary>Devices that behave as the existing implementations do.</summary>
    public int Legacy { get; init; }

    public int TornFiles { get; init; }

    public bool Attacked { get; init; }

    /// <summary>How often the attacker acts, beside 400 for a message that arrives.</summary>
    public int AttackWeight { get; init; }

    /// <summary>Steps after which just so much time has passed that something is no longer accepted or remembered.</summary>
    public int Jumps { get; init; }

    /// <summary>What clients make of an acknowledgement.</summary>
    public AcknowledgementTrust Trust { get; init; }

    /// <summary>Whether clients are told that the server remembers what it applied.</summary>
    public PeerServer Server { get; init; }

    /// <summary>Whether the attacker may ask for signed answers to nonces of others. Not where clients believe any signed acknowledgement and servers take any nonce: nobody could tell the difference there.</summary>
    public bool ForgesAcknowledgements { get; init; }

    /// <summary>Whether the attacker may deliver a legacy client's rotate as a delete, and the reverse: what only a server that requires bound nonces can refuse.</summary>
    public bool RedirectsLegacy { get; init; }

    public int Loss { get; init; }

    public int Duplicates { get; init; }

    public int Crashes { get; init; }

    public int Pauses { get; init; }

    public int StoreErrors { get; init; }

    public int UnknownOutcomes { get; init; }

    public int ClientErrors { get; init; }

    public int ClockSteps { get; init; }

    /// <summary>Steps after which minutes, hours or months have passed.</summary>
    public int LongDelays { get; init; }

    /// <summary>How often an operator does something about the servers' keys, instead of nothing.</summary>
    public int KeyChanges { get; init; }

    /// <summary>How often a device that is busy is given something else to do beside it.</summary>
    public int Together { get; init; }

    /// <summary>Whether this seed runs on the platform's P-256 instead of the cheap suite.</summary>
    public bool P256 { get; init; }

    public static WorldSettings Draw(long seed, int p256Every)
    {
        Dice dice = new(Dice.Decision(seed, -1));
        bool bound = dice.Chance(500);
        bool sharedLock = dice.Chance(700);
        AcknowledgementTrust trust = dice.Chance(500) ? AcknowledgementTrust.Confirm : AcknowledgementTrust.Believe;
        return new()
        {
            People = 1 + dice.Below(8),
            DevicesEach = 1 + dice.Below(5),
            Servers = 1 + dice.Below(4),
            Verifiers = sharedLock ? 2 : 1,
            SharedLock = sharedLock,
            Nonces = bound ? NoncePolicy.RequireBound : NoncePolicy.Compatible,
            Legacy = bound ? 0 : OneOf(dice, 0, 300, 700),
            TornFiles = OneOf(dice, 0, 300, 1000),
            Attacked = dice.Chance(700),
            AttackWeight = OneOf(dice, 40, 80, 250),
            Jumps = OneOf(dice, 2, 5, 20),
            Trust = trust,
            Server = dice.Chance(500) ? PeerServer.ExactlyOnce : PeerServer.Unknown,
            ForgesAcknowledgements = bound || trust == AcknowledgementTrust.Confirm,
            Loss = OneOf(dice, 0, 30, 150),
            Duplicates = OneOf(dice, 0, 50, 200),
            Crashes = OneOf(dice, 0, 5, 20),
            Pauses = OneOf(dice, 0, 100, 300),
            StoreErrors = OneOf(dice, 0, 10, 50),
            UnknownOutcomes = OneOf(dice, 0, 10, 100),
            ClientErrors = OneOf(dice, 0, 10, 50),
            ClockSteps = OneOf(dice, 0, 5, 20),
            LongDelays = OneOf(dice, 0, 3, 20),
            KeyChanges = OneOf(dice, 0, 100, 500),
            Together = OneOf(dice, 0, 200, 800),
            P256 = p256Every > 0 && seed % p256Every == 0,
        };
    }

    private static int OneOf(Dice dice, int none, int some, int many) => dice.Below(3) switch
    {
        0 => none,
        1 => some,
        _ => many,
    };
}
