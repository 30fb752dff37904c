using System.Text;
using BetterAuth.Accounts;
using BetterAuth.TestKit.Invariants;
using BetterAuth.TestKit.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Clients;

/// <summary>What a device of an account does.</summary>
internal static class DeviceActions
{
    public static readonly RawJson Ask = RawJsonOf("""{"foo":"bar"}""");

    public static bool Begin(Device device, ReplayedAccount account) =>
        device is RealDevice real ? Begin(real, account) : Begin((LegacyDevice)device, account);

    private static bool Begin(RealDevice device, ReplayedAccount account)
    {
        Client.BetterAuthClient client = device.Client;
        int roll = device.World.Dice.Below(100);
        switch (roll)
        {
            case < 15:
                device.Start("rotate", () => client.RotateDeviceAsync(), Operation.RotateDevice);
                return true;
            case < 27:
                return BeginLink(device, account);
            case < 32:
                Utf8Text target = Target(device, account);
                device.Start($"unlink {target.ToString()[^8..]}", () => client.UnlinkDeviceAsync(target), Operation.UnlinkDevice);
                return true;
            case < 37:
                Utf8Text recovery = NewRecovery(device);
                device.Start("change recovery key", () => client.ChangeRecoveryKeyAsync(recovery), Operation.ChangeRecoveryKey);
                return true;
            case < 38:
                device.Start("delete", () => client.DeleteAccountAsync(), Operation.DeleteAccount);
                return true;
            case < 45:
                device.Start("resume", async () => await client.ResumeAsync().ConfigureAwait(false));
                return true;
            case < 50:
            case >= 50 when client.SessionExpiry is null:
                device.Start("create session", () => client.CreateSessionAsync());
                return true;
            case < 65:
                device.Start("refresh", () => client.RefreshSessionAsync());
                return true;
            default:
                device.Start("access", async () => await client.MakeAccessRequestAsync(ClientNetwork.AccessPath, Ask).ConfigureAwait(false));
                return true;
        }
    }

    /// <summary>They sign the same content again until it is acknowledged, or give it up for a plain rotate.</summary>
    private static bool Begin(LegacyDevice device, ReplayedAccount account)
    {
        int roll = device.World.Dice.Below(100);
        if (device.IsPending && roll < 60 && device.Again is { } again)
        {
            device.Start("the same again", again);
            return true;
        }

        (string what, Func<ValueTask> act) = roll switch
        {
            < 70 when device.IsPending => ("rotate", device.RotateAsync),
            < 30 => ("rotate", device.RotateAsync),
            < 45 => Link(device, account),
            < 52 when Target(device, account) is var target => ("unlink", () => device.UnlinkAsync(target)),
            < 60 when NewRecovery(device) is var recovery => ("change recovery key", () => device.ChangeRecoveryAsync(recovery)),
            < 61 => ("delete", device.DeleteAsync),
            _ => ("create session", (Func<ValueTask>)device.CreateSessionAsync),
        };
        if (what != "create session")
        {
            device.Again = act;
        }

        device.Start(what, act);
        return true;
    }

    private static (string What, Func<ValueTask> Act) Link(LegacyDevice device, ReplayedAccount account)
    {
        (Device _, string text) = device.Owner.Containers.Find(container => !account.Devices.ContainsKey(container.Device.Id));
        byte[]? container = text is null ? null : Encoding.UTF8.GetBytes(text);
        return container is null ? ("rotate", device.RotateAsync) : ("link", () => device.LinkAsync(container));
    }

    private static bool BeginLink(RealDevice device, ReplayedAccount account)
    {
        Person person = device.Owner;
        World world = device.World;
        person.Containers.RemoveAll(container => account.Devices.ContainsKey(container.Device.Id));
        if (person.Containers.Count > 0)
        {
            (Device linked, string text) = world.Dice.Pick(person.Containers);
            device.Start($"link {linked.Name}", () => device.Client.LinkDeviceAsync(text), Operation.LinkDevice);
            return true;
        }

        if (account.Devices.Values.Count(known => !known.IsRevoked) >= world.Settings.DevicesEach || person.Devices.Count > 2 * world.Settings.DevicesEach)
        {
            return false;
        }

        Device fresh = person.NewDevice(world.Dice.Chance(world.Settings.Legacy));
        Utf8Text identity = person.Identity;
        fresh.Start("make a container", fresh is RealDevice real
            ? async () => person.Containers.Add((fresh, await real.Client.CreateLinkContainerAsync(identity).ConfigureAwait(false)))
            : async () => person.Containers.Add((fresh, Encoding.UTF8.GetString(await ((LegacyDevice)fresh).ContainerAsync(identity).ConfigureAwait(false)))));
        return true;
    }

    /// <summary>A device of the account, seldom the acting one.</summary>
    private static Utf8Text Target(Device device, ReplayedAccount account)
    {
        List<Utf8Text> others = [.. account.Devices.Where(known => !known.Value.IsRevoked && known.Key != device.Id).Select(known => known.Key)];
        return others.Count == 0 || device.World.Dice.Chance(100) ? device.Id : device.World.Dice.Pick(others);
    }

    private static Utf8Text NewRecovery(Device device) => Derivations.HashOf(device.World.Suite.Hasher, device.Owner.NewRecoveryKey().PublicKey);

    private static RawJson RawJsonOf(string text) => RawJson.TryParse(Encoding.UTF8.GetBytes(text), out RawJson value, out _) ? value : throw new InvalidOperationException();
}
