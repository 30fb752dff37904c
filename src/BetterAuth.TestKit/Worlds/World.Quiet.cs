using BetterAuth.TestKit.Clients;
using BetterAuth.TestKit.Invariants;

namespace BetterAuth.TestKit.Worlds;

internal sealed partial class World
{
    private const int Retransmissions = 10;

    /// <summary>
    /// The end of a seed: faults and the attacker stop. I15: every client whose device is active gets out of whatever it was left in, within ten retransmissions, and can then do what it likes. Not counted as steps.
    /// </summary>
    public void Settle()
    {
        IsQuiet = true;
        Flights.Clear();
        foreach (Actor actor in (IEnumerable<Actor>)[.. Servers, .. Verifiers, .. Everybody])
        {
            actor.Clock.Offset = TimeSpan.Zero;
            if (!actor.IsAlive)
            {
                actor.Restart();
            }
        }

        while (CatchUp())
        {
            // Until everybody has heard of the keys there are.
        }

        EndExchanges();
        Time.Advance(TimeSpan.FromMinutes(2)); // a replay lock that started just now refuses what it might have forgotten
        foreach (Person person in People.ToArray())
        {
            foreach (Device device in person.Devices.ToArray())
            {
                if (Failure is null && IsActive(device))
                {
                    Settle(device);
                }
            }
        }

        Ledger.CheckAccounts();
    }

    private bool IsActive(Device device) => !device.Id.IsEmpty && Ledger.Account(device.Identity) is { IsDeleted: false } account && account.IsActive(device.Id);

    private void Settle(Device device)
    {
        for (int attempt = 0; attempt < Retransmissions && device.IsPending; attempt++)
        {
            bool rescue = attempt % 2 == 1;
            Perform(device, rescue ? "rotate" : "resume", device switch
            {
                RealDevice real => rescue ? () => real.Client.RotateDeviceAsync() : async () => await real.Client.ResumeAsync().ConfigureAwait(false),
                LegacyDevice legacy => rescue || legacy.Again is null ? legacy.RotateAsync : legacy.Again,
                _ => throw new InvalidOperationException(),
            });
            if (!IsActive(device))
            {
                return;
            }
        }

        if (device.IsPending)
        {
            Fail("I15", $"{device.Name} is at position {device.Position} and still has a pending message after {Retransmissions} retransmissions without faults.");
        }
        else
        {
            TryOut(device);
        }
    }

    /// <summary>Out of trouble means that everything works: a rotation, a session, and a request to the application.</summary>
    private void TryOut(Device device)
    {
        Perform(device, "rotate", device is RealDevice real ? () => real.Client.RotateDeviceAsync() : ((LegacyDevice)device).RotateAsync, mustSucceed: true);
        Perform(device, "create session", device is RealDevice same ? () => same.Client.CreateSessionAsync() : ((LegacyDevice)device).CreateSessionAsync, mustSucceed: true);
        if (device is RealDevice owner)
        {
            Perform(device, "access", async () => await owner.Client.MakeAccessRequestAsync(ClientNetwork.AccessPath, DeviceActions.Ask).ConfigureAwait(false), mustSucceed: true);
        }
    }

    private void Perform(Device device, string what, Func<ValueTask> act, bool mustSucceed = false)
    {
        bool succeeded = false;
        Time.Advance(TimeSpan.FromMilliseconds(1)); // servers may make the same challenge twice within a moment: one in 65,536
        device.Start(what, async () =>
        {
            await act().ConfigureAwait(false);
            succeeded = true;
        });
        DeliverAll();
        if (device.Busy is not null)
        {
            Fail("I15", $"{device.Name} does not come to an end with '{what}' although everything is delivered.");
        }
        else if (mustSucceed && !succeeded)
        {
            Fail("I15", $"{device.Name} is idle and active, and its '{what}' is refused.");
        }
    }

    private void EndExchanges()
    {
        for (int round = 0; round < 1000 && (OpenExchanges.Count > 0 || Waiters.Count > 0); round++)
        {
            if (Waiters.Count > 0)
            {
                Resume();
            }
            else
            {
                TimeOut();
            }
        }

        DeliverAll();
    }

    private void DeliverAll()
    {
        for (int round = 0; round < 1000 && (Flights.Count > 0 || Waiters.Count > 0); round++)
        {
            if (Waiters.Count > 0)
            {
                Resume();
            }
            else
            {
                Deliver();
            }
        }
    }
}
