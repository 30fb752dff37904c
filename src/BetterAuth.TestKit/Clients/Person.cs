using BetterAuth.Cryptography;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>A person with an account (or about to get one), devices, and recovery keys on paper.</summary>
internal sealed class Person
{
    private int _devices;

    public Person(World world, int number)
    {
        World = world;
        Number = number;
        RecoveryKeys.Add(world.Suite.Keys.Generate());
    }

    public World World { get; }

    public int Number { get; }

    /// <summary>Whether this is the attacker.</summary>
    public bool IsHostile => Number == 0;

    public List<Device> Devices { get; } = [];

    /// <summary>All recovery keys ever written down, oldest first; which one is in force depends on which messages arrived.</summary>
    public List<ISigningKey> RecoveryKeys { get; } = [];

    /// <summary>Containers of new devices that are not known to be linked.</summary>
    public List<(Device Device, string Text)> Containers { get; } = [];

    /// <summary>The account; empty as long as there is none.</summary>
    public Utf8Text Identity { get; set; }

    public Device NewDevice(bool legacy)
    {
        string name = $"{(legacy ? "legacy " : "")}device {Number}.{++_devices}";
        Device device = legacy
            ? new LegacyDevice(this, name, bindsNonces: false)
            : new RealDevice(this, name, World.Dice.Chance(World.Settings.TornFiles));
        World.Unsettle(device);
        Devices.Add(device);
        return device;
    }

    public ISigningKey NewRecoveryKey()
    {
        ISigningKey key = World.Suite.Keys.Generate();
        RecoveryKeys.Add(key);
        if (RecoveryKeys.Count > 8)
        {
            RecoveryKeys.RemoveAt(0);
        }

        return key;
    }
}
