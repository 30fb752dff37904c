using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class ReplayedAccount
{
    /// <summary>What may be said to <paramref name="request"/> in this state; <paramref name="account"/> is null when there never was one.</summary>
    public static Verdict Decide(ReplayedAccount? account, ReplayRequest request)
    {
        MessageFacts facts = request.Facts;
        if (facts.RotationHash == request.KeyHash)
        {
            return Verdict.Refuse("I4", "it commits to its own key");
        }

        if (account is null)
        {
            return request.Endpoint == Operation.CreateAccount ? Verdict.Apply : Verdict.Refuse("I5", "there is no such account");
        }

        if (account.IsDeleted)
        {
            return request.Endpoint == Operation.DeleteAccount && account.DeleteDigest == request.Digest
                ? Verdict.Acknowledge
                : Verdict.Refuse("I6", "the account is deleted");
        }

        return request.Endpoint switch
        {
            Operation.CreateAccount => account.CreateDigest == request.Digest ? Verdict.Acknowledge : Verdict.Refuse("I1", "the account exists"),
            Operation.RecoverAccount => account.DecideRecover(request),
            _ => account.DecideGated(request),
        };
    }

    private Verdict DecideRecover(ReplayRequest request)
    {
        MessageFacts facts = request.Facts;
        if (RecoverDigest == request.Digest)
        {
            return Verdict.Acknowledge;
        }

        if (request.RecoveryKeyHash != RecoveryHash)
        {
            return Verdict.Refuse("I4", "its recovery key is not the one in force");
        }

        if (Devices.ContainsKey(facts.Device))
        {
            return Verdict.Refuse("I6", "the device was registered before");
        }

        if (UsedRecovery.Contains(facts.RecoveryHash) || UsedKeys.Contains(request.KeyHash) || UsedKeys.Contains(facts.RotationHash))
        {
            return Verdict.Refuse("I4", "it uses a key again");
        }

        return Verdict.Apply;
    }

    private Verdict DecideGated(ReplayRequest request)
    {
        MessageFacts facts = request.Facts;
        if (!Devices.TryGetValue(facts.Device, out ReplayedDevice? actor))
        {
            return Verdict.Refuse("I4", "the device is unknown");
        }

        bool isStateAskedFor = request is { Endpoint: Operation.RotateDevice, IsBound: false }
            && !actor.IsRevoked && actor.PublicKey == facts.PublicKey && actor.RotationHash == facts.RotationHash;
        if (actor.LastDigest == request.Digest || isStateAskedFor)
        {
            return Verdict.Acknowledge;
        }

        if (actor.IsRevoked)
        {
            return Verdict.Refuse("I6", "the device is revoked");
        }

        if (request.KeyHash != actor.RotationHash)
        {
            return Verdict.Refuse("I4", "it reveals a key that was not committed to");
        }

        if (request.Endpoint == Operation.DeleteAccount)
        {
            return Verdict.Apply;
        }

        return UsedKeys.Contains(facts.RotationHash) || UsedKeys.Contains(request.KeyHash)
            ? Verdict.Refuse("I4", "it commits to a key that was used before")
            : DecideEffect(request);
    }

    private Verdict DecideEffect(ReplayRequest request)
    {
        MessageFacts facts = request.Facts;
        return request.Endpoint switch
        {
            Operation.LinkDevice when Devices.ContainsKey(facts.LinkedDevice) => Verdict.Refuse("I6", "the device was registered before"),
            Operation.LinkDevice when UsedKeys.Contains(request.LinkedKeyHash) || request.LinkedKeyHash == request.KeyHash || request.LinkedKeyHash == facts.RotationHash
                || UsedKeys.Contains(facts.LinkedRotationHash) || facts.LinkedRotationHash == request.KeyHash => Verdict.Refuse("I4", "the linked device uses a key again"),
            Operation.UnlinkDevice when !IsActive(facts.LinkedDevice) => Verdict.Refuse("I6", "the device to revoke is not active"),
            Operation.ChangeRecoveryKey when UsedRecovery.Contains(facts.RecoveryHash) => Verdict.Refuse("I4", "the recovery hash was in force before"),
            _ => Verdict.Apply,
        };
    }
}
