using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>What people do with their devices.</summary>
internal static class PersonActions
{
    /// <summary>Begins something that this person could do now; false when there is nothing.</summary>
    public static bool Act(Person person)
    {
        World world = person.World;
        person.Devices.RemoveAll(device => device.IsIdle && device.Id.IsEmpty && !device.IsPending);
        if (person.Identity.IsEmpty)
        {
            Device? registered = person.Devices.FirstOrDefault(device => world.Ledger.Account(device.Identity) is not null);
            if (registered is null)
            {
                return Register(person);
            }

            person.Identity = registered.Identity;
        }

        ReplayedAccount? account = world.Ledger.Account(person.Identity);
        if (account is null or { IsDeleted: true })
        {
            return false;
        }

        return person.Devices.Any(device => account.IsActive(device.Id)) ? Use(person, account) : Recover(person, account);
    }

    private static bool Register(Person person)
    {
        World world = person.World;
        Device device = person.Devices.FirstOrDefault() ?? person.NewDevice(world.Dice.Chance(world.Settings.Legacy));
        if (!device.IsIdle)
        {
            return false;
        }

        Utf8Text hash = HashOf(world, person.RecoveryKeys[0]);
        device.Start("create", device is RealDevice real ? () => real.Client.CreateAccountAsync(hash) : () => ((LegacyDevice)device).CreateAsync(hash), Operation.CreateAccount);
        return true;
    }

    private static bool Use(Person person, ReplayedAccount account)
    {
        World world = person.World;
        Device device = world.Dice.Pick(person.Devices);
        bool isBeside = device is RealDevice { IsIdle: false, IsOpen: true } && account.IsActive(device.Id) && world.Dice.Chance(world.Settings.Together);
        if (isBeside)
        {
            return DeviceActions.Begin(device, account);
        }

        if (!device.IsIdle)
        {
            return false;
        }

        if (!account.IsActive(device.Id))
        {
            // A device that was revoked, or that was never linked: it is given up some day, and tries until then.
            if (world.Dice.Chance(100) && account.Devices.ContainsKey(device.Id))
            {
                person.Devices.Remove(device);
            }

            return account.Devices.ContainsKey(device.Id) && DeviceActions.Begin(device, account);
        }

        if (world.Dice.Chance(20))
        {
            return Recover(person, account);
        }

        return DeviceActions.Begin(device, account);
    }

    /// <summary>A new device, or one whose recovery is under way.</summary>
    private static bool Recover(Person person, ReplayedAccount account)
    {
        World world = person.World;
        Device? device = person.Devices.FirstOrDefault(known => known.IsIdle && !account.Devices.ContainsKey(known.Id) && person.Containers.All(container => container.Device != known));
        if (device is null)
        {
            if (person.Devices.Count > 2 * world.Settings.DevicesEach)
            {
                person.Devices.RemoveAll(known => known.IsIdle && !account.IsActive(known.Id));
                return false;
            }

            device = person.NewDevice(world.Dice.Chance(world.Settings.Legacy));
        }

        // The paper with the key in force, mostly; whoever asked for a change does not always know whether it happened.
        ISigningKey key = person.RecoveryKeys.FirstOrDefault(known => HashOf(world, known) == account.RecoveryHash) is { } inForce && world.Dice.Chance(800)
            ? inForce
            : world.Dice.Pick(person.RecoveryKeys);
        Utf8Text next = HashOf(world, person.NewRecoveryKey());
        Utf8Text identity = person.Identity;
        device.Start("recover", device is RealDevice real ? () => real.Client.RecoverAccountAsync(identity, key, next) : () => ((LegacyDevice)device).RecoverAsync(identity, key, next), Operation.RecoverAccount);
        return true;
    }

    private static Utf8Text HashOf(World world, ISigningKey key) => Derivations.HashOf(world.Suite.Hasher, key.PublicKey);
}
