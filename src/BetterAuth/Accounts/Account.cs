using System.Collections.Immutable;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>An identity as the rules see it: immutable; every applied operation makes a new one.</summary>
/// <remarks>A deleted account is a tombstone: only <see cref="DeletedAt"/> and <see cref="DeleteDigest"/> are left of it.</remarks>
internal sealed record Account
{
    /// <summary>Revoked devices that stay in the record, so that their last message can still be acknowledged; older ones remain as rows alone, so that the record does not grow with the account's age.</summary>
    public const int MaxRevokedDevices = 64;

    /// <summary>H(recovery public key) in force; empty when deleted.</summary>
    public Utf8Text RecoveryHash { get; init; }

    /// <summary>Active devices, then revoked ones in the order of their revocation.</summary>
    public ImmutableArray<Device> Devices { get; init; } = [];

    /// <summary>The message that created the account.</summary>
    public OperationDigest CreateDigest { get; init; }

    /// <summary>The last applied recovery.</summary>
    public OperationDigest RecoverDigest { get; init; }

    /// <summary>The message that deleted the account.</summary>
    public OperationDigest DeleteDigest { get; init; }

    /// <summary>When it was deleted.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>For ever, once true.</summary>
    public bool IsDeleted => DeletedAt is not null;

    /// <summary>The devices that may act.</summary>
    public IEnumerable<Device> ActiveDevices => Devices.Where(device => !device.IsRevoked);

    /// <summary>The device <paramref name="id"/>, active or revoked.</summary>
    public Device? Find(Utf8Text id)
    {
        foreach (Device device in Devices)
        {
            if (device.Id == id)
            {
                return device;
            }
        }

        return null;
    }

    /// <summary>Replaces the device of the same id.</summary>
    public Account With(Device device)
    {
        int index = Devices.IndexOf(Find(device.Id)!);
        return device.IsRevoked ? WithDevices(Devices.RemoveAt(index).Add(device)) : this with { Devices = Devices.SetItem(index, device) };
    }

    /// <summary>Adds a device that was not there.</summary>
    public Account Add(Device device) => this with { Devices = Devices.Insert(0, device) };

    /// <summary>Revokes every active device.</summary>
    public Account RevokeAll() =>
        WithDevices([.. Devices.Where(device => device.IsRevoked), .. ActiveDevices.Select(device => device with { IsRevoked = true })]);

    private Account WithDevices(ImmutableArray<Device> devices)
    {
        int surplus = devices.Count(device => device.IsRevoked) - MaxRevokedDevices;
        return this with { Devices = surplus <= 0 ? devices : [.. devices.Where(device => !device.IsRevoked || surplus-- <= 0)] };
    }
}
