using BetterAuth.Sessions;
using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Servers;

namespace BetterAuth.TestKit.Worlds;

/// <summary>What an operator does with the servers' keys.</summary>
internal sealed partial class World
{
    private static readonly TimeSpan TokensLive = new SessionOptions().RefreshLifetime + (4 * Ledger.Skew);

    private bool TurnKeys()
    {
        Trace.Add(Codes.Keys);
        if (Dice.Chance(600) && CatchUp())
        {
            return true;
        }

        ServerRing ring = Dice.Chance(600) ? AccessRing : ResponseRing;
        switch (Dice.Below(5))
        {
            case < 3:
                Trace.Line(Time.Now, $"a new {NameOf(ring)} key");
                ring.Rotate(Suite.Keys.Generate(), Time.Now);
                return true;
            case 3:
                Withdraw(ring, Dice.Pick([.. ring.Accepted]));
                return true;
            default:
                return Retire(ring);
        }
    }

    /// <summary>Somebody else has the key: it leaves the ring at once, and no server signs with it any more.</summary>
    private void Withdraw(ServerRing ring, ServerKey key)
    {
        Trace.Line(Time.Now, $"a {NameOf(ring)} key is withdrawn");
        if (key == ring.Current)
        {
            ring.Rotate(Suite.Keys.Generate(), Time.Now);
        }

        key.Left = Time.Now;
        key.IsTainted = true;
        foreach (ServerNode server in Servers.Where(server => server.IsAlive && Seams.HearsOfKeys(server) && (server.ResponseKey == key || server.AccessKey == key)))
        {
            server.TakeKeys();
        }

        foreach (VerifierNode verifier in Verifiers.Where(verifier => verifier.ResponseKey == key))
        {
            verifier.TakeKeys();
        }
    }

    /// <summary>A former key leaves the ring when nothing is accepted any more that was signed with it.</summary>
    private bool Retire(ServerRing ring)
    {
        TimeSpan after = ring == AccessRing ? TokensLive : TimeSpan.Zero;
        ServerKey? over = ring.Accepted.FirstOrDefault(key => key != ring.Current && !IsUsed(key) && Time.Now - key.LastUsed > after);
        if (over is null)
        {
            return false;
        }

        Trace.Line(Time.Now, $"a former {NameOf(ring)} key is over");
        over.Left = Time.Now;
        return true;
    }

    /// <summary>A machine, or a device, hears of the keys there are now.</summary>
    private bool CatchUp()
    {
        List<Action> late =
        [
            .. Servers.Where(server => server.IsAlive && (server.ResponseKey != ResponseRing.Current || server.AccessKey != AccessRing.Current)).Select(server => (Action)server.TakeKeys),
            .. Verifiers.Where(verifier => verifier.ResponseKey != ResponseRing.Current).Select(verifier => (Action)verifier.TakeKeys),
            .. Everybody.Where(device => device.ResponseKeys.IsOld).Select(device => (Action)device.ResponseKeys.Learn),
        ];
        if (late.Count == 0)
        {
            return false;
        }

        Dice.Pick(late)();
        return true;
    }

    private IEnumerable<Device> Everybody => People.SelectMany(person => person.Devices);

    private bool IsUsed(ServerKey key) => Servers.Exists(server => server.ResponseKey == key || server.AccessKey == key) || Verifiers.Exists(verifier => verifier.ResponseKey == key);

    private string NameOf(ServerRing ring) => ring == AccessRing ? "access" : "response";
}
