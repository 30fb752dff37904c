using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

internal static partial class AccountRules
{
    /// <summary>Rotate, link, unlink, change of the recovery key, delete: each reveals the committed key and commits to another.</summary>
    private static AccountDecision ApplyGated(Account account, RotationGatedOperation operation, DateTimeOffset now, AccountLimits limits)
    {
        DeviceKeys keys = operation.Keys;
        if (account.Find(keys.Device) is not { } device)
        {
            return Refuse(Refusal.InvalidDevice(keys.Device, "unknown"));
        }

        if (device.LastDigest == operation.Digest || IsStateAskedFor(device, operation))
        {
            return AccountDecision.Acknowledge;
        }

        if (device.IsRevoked)
        {
            return Refuse(Refusal.InvalidDevice(keys.Device, "revoked"));
        }

        if (!device.RotationHash.FixedTimeEquals(keys.KeyHash))
        {
            return Refuse(Refusal.InvalidHash("rotation", expected: device.RotationHash, actual: keys.KeyHash));
        }

        Device moved = device with { PublicKey = keys.PublicKey, RotationHash = keys.RotationHash, Position = device.Position + 1, LastDigest = operation.Digest };
        AccountDecision rotated = AccountDecision.Change(account.With(moved)) with
        {
            Absent = [UsedKeyRow(keys.RotationHash)],
            Insert = [UsedKeyRow(keys.KeyHash)],
        };
        return operation switch
        {
            RotateDeviceOperation => rotated,
            LinkDeviceOperation link => Link(rotated, link, limits),
            UnlinkDeviceOperation unlink => Unlink(rotated, unlink.Target, now, limits),
            ChangeRecoveryKeyOperation change => ChangeRecoveryKey(rotated, change.RecoveryHash),
            DeleteAccountOperation => Delete(rotated, operation.Digest, now, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
    }

    /// <summary>
    /// Section 4.1: a rotate that asks for the keys already in place. It un-bricks clients that changed the operation between two tries of one position; nothing is claimed but that the state holds.
    /// Not for bound nonces, whose owner takes an acknowledgement for more than that.
    /// </summary>
    private static bool IsStateAskedFor(Device device, RotationGatedOperation operation) =>
        operation is RotateDeviceOperation { IsBound: false } && !device.IsRevoked && device.PublicKey == operation.Keys.PublicKey && device.RotationHash == operation.Keys.RotationHash;

    private static AccountDecision Link(AccountDecision rotated, LinkDeviceOperation link, AccountLimits limits)
    {
        DeviceKeys linked = link.Linked;
        Account account = rotated.Next!;
        if (account.Find(linked.Device) is not null)
        {
            return Refuse(Refusal.InvalidDevice(linked.Device, "exists"));
        }

        if (account.ActiveDevices.Count() >= limits.MaxDevices)
        {
            return Refuse(Refusal.InvalidDevice(linked.Device, "limit"));
        }

        Func<AccountRow, Refusal> others = rotated.OnRowExists;
        return AccountDecision.Change(account.Add(Device.Register(linked))) with
        {
            Absent = [.. rotated.Absent, UsedKeyRow(linked.RotationHash)],
            Insert = [.. rotated.Insert, DeviceRow(linked), OwnerRow(link.Identity, linked), UsedKeyRow(linked.KeyHash)],
            OnRowExists = row => row.Kind == RowKind.UsedKey && row.Key.Span.SequenceEqual(linked.KeyHash.Span) ? Refusal.InvalidDevice(linked.Device, "keyReuse") : others(row),
        };
    }

    private static AccountDecision Unlink(AccountDecision rotated, Utf8Text target, DateTimeOffset now, AccountLimits limits)
    {
        if (rotated.Next!.Find(target) is not { } device)
        {
            return Refuse(Refusal.InvalidDevice(target, "unknown"));
        }

        if (device.IsRevoked)
        {
            return Refuse(Refusal.InvalidDevice(target, "revoked"));
        }

        return AccountDecision.Change(rotated.Next.With(device with { IsRevoked = true })) with
        {
            Absent = rotated.Absent,
            Insert = rotated.Insert,
            Revocations = [Revoke(target, now, limits)],
        };
    }

    private static AccountDecision ChangeRecoveryKey(AccountDecision rotated, Utf8Text recoveryHash) =>
        AccountDecision.Change(rotated.Next! with { RecoveryHash = recoveryHash }) with
        {
            Absent = rotated.Absent,
            Insert = [.. rotated.Insert, UsedRecoveryRow(recoveryHash)],
        };

    /// <summary>Only the tombstone stays: it is what makes a replayed creation fail for ever (section 8, T1 and T4).</summary>
    private static AccountDecision Delete(AccountDecision rotated, OperationDigest digest, DateTimeOffset now, AccountLimits limits) =>
        AccountDecision.Change(new Account { DeletedAt = now, DeleteDigest = digest }) with
        {
            EraseRows = true,
            Revocations = [.. rotated.Next!.ActiveDevices.Select(device => Revoke(device.Id, now, limits))],
        };
}
