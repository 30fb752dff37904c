using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>Somebody with an account of his own who sees everything and forgets little, and who can repeat, redirect and forge whatever needs no key of another's.</summary>
internal sealed partial class Attacker
{
    private const int MaxSeen = 96;

    private readonly World _world;
    private readonly List<SimMessage> _messages = [];
    private readonly List<(Utf8Text Nonce, ReadOnlyMemory<byte> Answer)> _answers = [];
    private Person _self;
    private SimMessage? _lastAccess;

    public Attacker(World world)
    {
        _world = world;
        _nonces = new(world.Suite.Noncer);
        _self = new(world, 0);
        Device = NewDevice();
    }

    /// <summary>His own device, with which he keeps to the protocol, or nearly.</summary>
    public LegacyDevice Device { get; private set; }

    public void See(SimMessage message)
    {
        Remember(_messages, message);
        _lastAccess = message.Intended is null ? message : _lastAccess;
    }

    public void See(SimMessage request, ReadOnlyMemory<byte> answer)
    {
        Remember(_answers, (request.Facts.Nonce, answer));
        if (request.Author == Device && _world.OpenExchanges.Find(open => open.Sender != Device && open.Message.Facts.Nonce == request.Facts.Nonce) is { } victim)
        {
            _world.Launch(new(victim.Message, victim.Message.Intended, victim, answer)); // what he asked for it
        }
    }

    private void Remember<T>(List<T> seen, T item)
    {
        if (seen.Count < MaxSeen)
        {
            seen.Add(item);
        }
        else
        {
            seen[_world.Dice.Below(MaxSeen)] = item;
        }
    }

    private LegacyDevice NewDevice() => new(_self, "the attacker's device", bindsNonces: true);
}
