using System.Text;
using BetterAuth.Accounts;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.TestKit.Clients;

internal sealed partial class Attacker
{
    private static readonly string[] Errors = ["BA101", "BA102", "BA103", "BA104", "BA203", "BA301", "BA303"];

    /// <summary>One attack; false when there was nothing to attack with.</summary>
    public bool Attack()
    {
        _world.Trace.Add(Codes.Attack);
        return _world.Dice.Below(11) switch
        {
            < 3 => Repeat(),
            3 => Redirect(),
            4 or 5 => Answer(),
            6 => Refuse(),
            7 => Change(),
            8 => UseTaintedKey(),
            _ => ActAsHimself(),
        };
    }

    private bool Repeat()
    {
        if (_messages.Count == 0)
        {
            return false;
        }

        bool isFresh = _lastAccess is not null && _world.Dice.Chance(300);
        SimMessage message = isFresh ? _lastAccess! : _world.Dice.Pick(_messages);
        Operation? to = !isFresh && _world.Dice.Chance(400) ? AnyEndpoint(message) : message.Intended;
        _world.Trace.Line(_world.Time.Now, $"the attacker repeats {message.Intended} of {message.Author?.Name ?? "his own"} to {to}");
        _world.Launch(new(message, to, null));
        return true;
    }

    /// <summary>A request on its way goes elsewhere; its sender gets the answer all the same.</summary>
    private bool Redirect()
    {
        int index = _world.Flights.FindIndex(flight => flight.Answer is null && flight.Origin is not null);
        if (index < 0)
        {
            return false;
        }

        Flight flight = _world.Flights[index];
        _world.Flights[index] = flight with { To = AnyEndpoint(flight.Message) };
        _world.Trace.Line(_world.Time.Now, $"the attacker redirects {flight.To} of {flight.Origin!.Sender.Name} to {_world.Flights[index].To}");
        return true;
    }

    /// <summary>An answer he has seen, or got by an account of his own, for somebody who waits.</summary>
    private bool Answer()
    {
        if (Victim() is not { } victim || _answers.Count == 0)
        {
            return false;
        }

        int fitting = _answers.FindLastIndex(answer => answer.Nonce == victim.Message.Facts.Nonce);
        ReadOnlyMemory<byte> answer = fitting >= 0 ? _answers[fitting].Answer : _world.Dice.Pick(_answers).Answer;
        _world.Trace.Line(_world.Time.Now, $"the attacker answers {victim.Message.Intended} of {victim.Sender.Name} with {(fitting >= 0 ? "an answer of the same nonce" : "another's answer")}");
        _world.Launch(new(victim.Message, victim.Message.Intended, victim, answer));
        return true;
    }

    private bool Refuse()
    {
        if (Victim() is not { } victim)
        {
            return false;
        }

        string code = _world.Dice.Pick(Errors);
        _world.Trace.Line(_world.Time.Now, $"the attacker forges {code} to {victim.Message.Intended} of {victim.Sender.Name}");
        string body = """{"error":{"code":"CODE","message":"forged","context":{}}}""".Replace("CODE", code, StringComparison.Ordinal);
        _world.Launch(new(victim.Message, victim.Message.Intended, victim, Encoding.UTF8.GetBytes(body)));
        return true;
    }

    /// <summary>A byte changed, or another signature that verifies as well.</summary>
    private bool Change()
    {
        if (_messages.Count == 0)
        {
            return false;
        }

        SimMessage message = _world.Dice.Pick(_messages);
        byte[] bytes = message.Bytes.ToArray();
        bool twin = !_world.Settings.P256 && !message.Facts.Signature.IsEmpty && _world.Dice.Chance(500);
        if (twin)
        {
            byte[] signature = new byte[CesrCode.Signature.ValueLength];
            CesrCode.Signature.TryDecode(message.Facts.Signature.Span, signature);
            signature[^1] ^= 1;
            CesrCode.Signature.Encode(signature, bytes.AsSpan(bytes.AsSpan().IndexOf(message.Facts.Signature.Span)));
        }
        else
        {
            bytes[_world.Dice.Below(bytes.Length)] ^= (byte)(1 << _world.Dice.Below(7));
        }

        SimMessage changed = new(bytes, twin ? message.Author : null, message.Intended);
        _world.Launch(new(changed, message.Intended, null));
        return true;
    }

    private bool ActAsHimself()
    {
        if (!Device.IsIdle)
        {
            return false;
        }

        World world = _world;
        if (world.Ledger.Account(Device.Identity) is not { IsDeleted: false } account || !account.IsActive(Device.Id))
        {
            _self = new(world, 0);
            Device = NewDevice();
            Utf8Text hash = Derivations.HashOf(world.Suite.Hasher, _self.RecoveryKeys[0].PublicKey);
            Device.Start("create", () => Device.CreateAsync(hash));
            return true;
        }

        bool isSomebodyRegistering = world.Flights.Exists(flight => flight.Answer is null && IsRegistration(flight.Message));
        int favourite = isSomebodyRegistering ? 2 : Device.HasSession ? 1 : 0;
        int choice = world.Dice.Chance(400) ? favourite : world.Dice.Below(5);

        // An answer to him that would fit another's request: the server's signature for a nonce he chose.
        if ((choice > 0 || world.Dice.Chance(300)) && Victim() is { } victim && !victim.Sender.IsLegacy && world.Settings.ForgesAcknowledgements)
        {
            Device.ChosenNonce = victim.Message.Facts.Nonce;
            if (world.Dice.Chance(500))
            {
                world.Flights.RemoveAll(flight => flight.Origin == victim);
            }
        }

        switch (choice)
        {
            case 0:
                Device.Start("create session", Device.CreateSessionAsync);
                break;
            case 1:
                Device.Start("ask an application for nothing", Device.AskForNothingAsync);
                break;
            case 2 when Stranger() is { } keys:
                RecoverWith(account, keys);
                break;
            default:
                Device.Start("rotate", Device.RotateAsync);
                break;
        }

        return true;
    }

    /// <summary>Recovers his own account onto a device that is somebody else's: no possession of its key is asked for.</summary>
    private void RecoverWith(ReplayedAccount account, (Utf8Text PublicKey, Utf8Text RotationHash) keys)
    {
        if (_self.RecoveryKeys.Find(key => Derivations.HashOf(_world.Suite.Hasher, key.PublicKey) == account.RecoveryHash) is { } key)
        {
            Utf8Text next = Derivations.HashOf(_world.Suite.Hasher, _self.NewRecoveryKey().PublicKey);
            Utf8Text identity = Device.Identity;
            Device.Start("recover onto another's device", () => Device.RecoverAsync(identity, key, next, keys));
        }
    }

    /// <summary>The keys of a device that is being registered; sometimes he holds the registration back, to be there before it.</summary>
    private (Utf8Text PublicKey, Utf8Text RotationHash)? Stranger()
    {
        int index = _world.Flights.FindIndex(flight => flight.Answer is null && IsRegistration(flight.Message));
        SimMessage? seen = index >= 0 ? _world.Flights[index].Message : _messages.Find(IsRegistration);
        if (index >= 0 && _world.Dice.Chance(700))
        {
            _world.Trace.Line(_world.Time.Now, $"the attacker holds back {seen!.Intended} of {seen.Author?.Name}");
            _world.Flights.RemoveAt(index);
        }

        return seen is null ? null : (seen.Facts.PublicKey, seen.Facts.RotationHash);
    }

    private bool IsRegistration(SimMessage message) => message.Intended is Operation.CreateAccount or Operation.RecoverAccount && message.Author != Device;

    private Exchange? Victim() => _world.OpenExchanges.Count == 0 ? null : _world.Dice.Pick(_world.OpenExchanges);

    /// <summary>Any endpoint, except where a client that binds no nonces could only be protected by a server that refuses it: a rotate delivered as a delete, or the reverse.</summary>
    private Operation? AnyEndpoint(SimMessage message)
    {
        int chosen = _world.Dice.Below(Operations.All.Count + 1);
        Operation? to = chosen == Operations.All.Count ? null : Operations.All[chosen];
        bool isUnprotected = !_world.Settings.RedirectsLegacy && message.Author is { IsLegacy: true } && message.Author != Device && message.Intended is Operation.RotateDevice or Operation.DeleteAccount;
        return isUnprotected && to is Operation.RotateDevice or Operation.DeleteAccount ? message.Intended : to;
    }
}
