using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

internal static partial class AccountRules
{
    /// <summary>Whether <paramref name="id"/> may have a session: the device, or why not.</summary>
    public static Refusal? CheckActive(Account? account, Utf8Text identity, Utf8Text id, out Device? device)
    {
        device = null;
        if (account is null || account.IsDeleted)
        {
            return Refusal.InvalidIdentity(identity, account is null ? "unknown" : "deleted");
        }

        device = account.Find(id);
        return device switch
        {
            null => Refusal.InvalidDevice(id, "unknown"),
            { IsRevoked: true } => Refusal.InvalidDevice(id, "revoked"),
            _ => null,
        };
    }

    /// <summary>The keys of a new session: they must not be keys of the device, and must not commit to themselves.</summary>
    public static Refusal? CheckAccessKeys(Utf8Text publicKey, Utf8Text keyHash, Utf8Text rotationHash, Device? device)
    {
        if (rotationHash == keyHash)
        {
            return Refusal.InvalidHash("rotation", actual: rotationHash);
        }

        bool reused = device is not null && (publicKey == device.PublicKey || keyHash == device.RotationHash);
        return reused ? Refusal.InvalidHash("keyReuse", actual: keyHash) : null;
    }
}
