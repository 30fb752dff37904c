using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// What can be refused without looking at the account: commitments to a key that is already public (exactly-once operations, section 4). A message that commits to its own key could be replayed for ever.
/// </summary>
internal static class Commitments
{
    public static Refusal? Check(AccountOperation operation)
    {
        DeviceKeys keys = operation.Keys;
        if (keys.RotationHash == keys.KeyHash)
        {
            return Refusal.InvalidHash("rotation", actual: keys.RotationHash);
        }

        return operation switch
        {
            CreateAccountOperation create => CheckRecovery(create.RecoveryHash, keys),
            ChangeRecoveryKeyOperation change => CheckRecovery(change.RecoveryHash, keys),
            RecoverAccountOperation recover => CheckRecovery(recover.RecoveryHash, keys) ?? CheckRecoveryKey(recover),
            LinkDeviceOperation link => CheckLinked(link.Linked, keys),
            _ => null,
        };
    }

    private static Refusal? CheckRecovery(Utf8Text recoveryHash, DeviceKeys keys) =>
        recoveryHash == keys.RotationHash || recoveryHash == keys.KeyHash ? Refusal.InvalidHash("recovery", actual: recoveryHash) : null;

    private static Refusal? CheckRecoveryKey(RecoverAccountOperation recover)
    {
        if (recover.RecoveryHash == recover.RecoveryKeyHash)
        {
            return Refusal.InvalidHash("recovery", actual: recover.RecoveryHash);
        }

        bool reused = recover.RecoveryKeyHash == recover.Keys.KeyHash || recover.RecoveryKeyHash == recover.Keys.RotationHash;
        return reused ? Refusal.InvalidHash("keyReuse", actual: recover.RecoveryKeyHash) : null;
    }

    private static Refusal? CheckLinked(DeviceKeys linked, DeviceKeys keys)
    {
        if (linked.KeyHash == keys.KeyHash || linked.KeyHash == keys.RotationHash)
        {
            return Refusal.InvalidDevice(linked.Device, "keyReuse");
        }

        return linked.RotationHash == linked.KeyHash || linked.RotationHash == keys.KeyHash ? Refusal.InvalidHash("rotation", actual: linked.RotationHash) : null;
    }
}
