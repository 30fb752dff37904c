using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// The account as a pure state machine: an account, an operation and a time give a decision. No bytes, no clock, no store.
/// </summary>
/// <remarks>
/// This is the stateful part of exactly-once operations, section 4, read from top to bottom. Whoever calls it commits the change against the version that was read, or asks again:
/// so all operations of one identity are serialised, and nothing half-done is ever stored.
/// </remarks>
internal static partial class AccountRules
{
    /// <summary>Decides <paramref name="operation"/>; <paramref name="account"/> is null when the identity never existed.</summary>
    public static AccountDecision Apply(Account? account, AccountOperation operation, DateTimeOffset now, AccountLimits limits)
    {
        if (Commitments.Check(operation) is { } selfCommitted)
        {
            return AccountDecision.Refuse(selfCommitted);
        }

        if (account is null)
        {
            return operation is CreateAccountOperation create ? Register(create) : Refuse(Refusal.InvalidIdentity(operation.Identity, "unknown"));
        }

        if (account.IsDeleted)
        {
            bool isThatDelete = operation is DeleteAccountOperation && account.DeleteDigest == operation.Digest;
            return isThatDelete ? AccountDecision.Acknowledge : Refuse(Refusal.InvalidIdentity(operation.Identity, "deleted"));
        }

        return operation switch
        {
            CreateAccountOperation => account.CreateDigest == operation.Digest ? AccountDecision.Acknowledge : Refuse(Refusal.InvalidIdentity(operation.Identity, "exists")),
            RecoverAccountOperation recover => Recover(account, recover, now, limits),
            RotationGatedOperation gated => ApplyGated(account, gated, now, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        };
    }

    private static AccountDecision Register(CreateAccountOperation create)
    {
        Account account = new() { RecoveryHash = create.RecoveryHash, Devices = [Device.Register(create.Keys)], CreateDigest = create.Digest };
        return AccountDecision.Change(account) with { Insert = [DeviceRow(create.Keys), OwnerRow(create.Identity, create.Keys), UsedKeyRow(create.Keys.KeyHash), UsedRecoveryRow(create.RecoveryHash)] };
    }

    private static AccountDecision Recover(Account account, RecoverAccountOperation recover, DateTimeOffset now, AccountLimits limits)
    {
        if (account.RecoverDigest == recover.Digest)
        {
            return AccountDecision.Acknowledge;
        }

        if (!account.RecoveryHash.FixedTimeEquals(recover.RecoveryKeyHash))
        {
            return Refuse(Refusal.InvalidHash("recovery", expected: account.RecoveryHash, actual: recover.RecoveryKeyHash));
        }

        if (account.Find(recover.Keys.Device) is not null)
        {
            return Refuse(Refusal.InvalidDevice(recover.Keys.Device, "exists"));
        }

        Account next = account.RevokeAll().Add(Device.Register(recover.Keys)) with { RecoveryHash = recover.RecoveryHash, RecoverDigest = recover.Digest };
        return AccountDecision.Change(next) with
        {
            Absent = [UsedKeyRow(recover.Keys.RotationHash)],
            Insert = [DeviceRow(recover.Keys), OwnerRow(recover.Identity, recover.Keys), UsedRecoveryRow(recover.RecoveryHash), UsedKeyRow(recover.Keys.KeyHash)],
            Revocations = [.. account.ActiveDevices.Select(device => Revoke(device.Id, now, limits))],
        };
    }

    private static Revocation Revoke(Utf8Text device, DateTimeOffset now, AccountLimits limits) => new(device, now + limits.RevocationHold);

    private static AccountRow DeviceRow(DeviceKeys keys) => new(RowKind.Device, keys.Device.Memory);

    private static AccountRow OwnerRow(Utf8Text identity, DeviceKeys keys) => new(RowKind.Owner, AccountTag.RowKey(identity, keys.Device));

    private static AccountRow UsedKeyRow(Utf8Text hash) => new(RowKind.UsedKey, hash.Memory);

    private static AccountRow UsedRecoveryRow(Utf8Text hash) => new(RowKind.UsedRecoveryHash, hash.Memory);

    private static AccountDecision Refuse(Refusal refusal) => AccountDecision.Refuse(refusal);
}
