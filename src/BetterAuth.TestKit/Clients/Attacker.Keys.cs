using System.Buffers;
using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Server;
using BetterAuth.Sessions;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Traffic;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.TestKit.Clients;

/// <summary>
/// What he does with a server's key that he has. It was withdrawn the moment he got it: before that nobody could tell him from the server.
/// </summary>
internal sealed partial class Attacker
{
    private readonly NonceCounter _nonces;

    private bool UseTaintedKey()
    {
        ServerKey[] access = [.. _world.AccessRing.All.Where(key => key.IsTainted)];
        ServerKey[] response = [.. _world.ResponseRing.All.Where(key => key.IsTainted)];
        if (access.Length > 0 && (response.Length == 0 || _world.Dice.Chance(500)))
        {
            return ForgeToken(_world.Dice.Pick(access));
        }

        return response.Length > 0 && ForgeAnswer(_world.Dice.Pick(response));
    }

    /// <summary>An acknowledgement, for a device that has heard of the withdrawal.</summary>
    private bool ForgeAnswer(ServerKey key)
    {
        Exchange? victim = _world.OpenExchanges.Find(open => open.Message.Intended < Operation.RequestSession && !open.Sender.ResponseKeys.Holds(key));
        if (victim is null)
        {
            return false;
        }

        ArrayBufferWriter<byte> answer = new();
        Inline(new ResponseSigner(key.Key).WriteAsync(victim.Message.Facts.Nonce, default(EmptyResponse), answer));
        _world.Trace.Line(_world.Time.Now, $"the attacker acknowledges {victim.Message.Intended} of {victim.Sender.Name} with a withdrawn key");
        _world.Launch(new(victim.Message, victim.Message.Intended, victim, answer.WrittenMemory));
        return true;
    }

    /// <summary>A token for somebody's device, with an access key of his own, and a request under it.</summary>
    private bool ForgeToken(ServerKey key)
    {
        Person person = _world.Dice.Pick(_world.People);
        if (_world.Ledger.Account(person.Identity) is not { IsDeleted: false } account || account.Devices.FirstOrDefault(device => !device.Value.IsRevoked) is not { Key.IsEmpty: false } device)
        {
            return false;
        }

        ISigningKey own = _world.Suite.Keys.Generate();
        TokenMinter minter = new(_world.Suite, key.Key);
        DateTimeOffset now = _world.Time.Now;
        AccessToken claims = new()
        {
            ServerIdentity = key.Key.PublicKey,
            Device = device.Key,
            Identity = person.Identity,
            PublicKey = own.PublicKey,
            RotationHash = Accounts.Derivations.HashOf(_world.Suite.Hasher, own.PublicKey),
            IssuedAt = minter.TextOf(now - Ledger.Skew),
            Expiry = minter.TextOf(now + TimeSpan.FromMinutes(15)),
            RefreshExpiry = minter.TextOf(now + TimeSpan.FromHours(12)),
            Attributes = RawJson.Verbatim("{}"u8.ToArray()),
        };
        Utf8Text timestamp = minter.TextOf(now);
        RawJson nothing = RawJson.Verbatim("{}"u8.ToArray());
        byte[] value = new byte[INoncer.ValueLength], nonce = new byte[_world.Suite.Noncer.TextLength];
        AccessPurpose.CreateNonce(RealDevice.Audience, new AccessTarget("POST", ClientNetwork.AccessPath), timestamp.Span, Hash256.Of(nothing.Memory.Span), _nonces, value);
        _world.Suite.Noncer.Encode(value, nonce);
        AccessRequestAccess access = new() { Nonce = new(nonce), Timestamp = timestamp, Token = Servers.Inline.Wait(minter.MintAsync(claims, default)) };
        byte[] message = Servers.Inline.Wait(MessageSigner.SignAsync(new AccessPayload<RawJson>(access, nothing), own, default));
        _world.Trace.Line(now, $"the attacker makes a token for a device of {person.Number} with a withdrawn key");
        _world.Launch(new(new(message, null, null), null, null));
        return true;
    }

    private static void Inline(ValueTask call) => call.AsTask().GetAwaiter().GetResult();
}
