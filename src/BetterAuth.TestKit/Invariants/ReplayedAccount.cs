using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>
/// The independent replay: an account as the specification (exactly-once operations, section 4) has it, with nothing of the library's state machine in it.
/// It decides what may be said to a request, and carries out what was accepted.
/// </summary>
internal sealed partial class ReplayedAccount
{
    public bool IsDeleted { get; private set; }

    public Utf8Text RecoveryHash { get; private set; }

    /// <summary>All that were ever registered; empty when the account is deleted.</summary>
    public Dictionary<Utf8Text, ReplayedDevice> Devices { get; } = [];

    public HashSet<Utf8Text> UsedKeys { get; } = [];

    public HashSet<Utf8Text> UsedRecovery { get; } = [];

    public string CreateDigest { get; private set; } = "";

    public string RecoverDigest { get; private set; } = "";

    public string DeleteDigest { get; private set; } = "";

    /// <summary>How many messages were carried out.</summary>
    public long Version { get; private set; }

    public bool IsActive(Utf8Text device) => Devices.TryGetValue(device, out ReplayedDevice? found) && !found.IsRevoked;

    /// <summary>Carries out what <see cref="Decide"/> said to apply; the devices it revokes.</summary>
    public List<Utf8Text> Apply(ReplayRequest request)
    {
        Traffic.MessageFacts facts = request.Facts;
        List<Utf8Text> revoked = [];
        Version++;
        switch (request.Endpoint)
        {
            case Operation.CreateAccount:
                CreateDigest = request.Digest;
                SetRecovery(facts.RecoveryHash);
                Register(facts.Device, facts.PublicKey, facts.RotationHash, request.KeyHash);
                return revoked;
            case Operation.RecoverAccount:
                RecoverDigest = request.Digest;
                RevokeAll(revoked);
                SetRecovery(facts.RecoveryHash);
                Register(facts.Device, facts.PublicKey, facts.RotationHash, request.KeyHash);
                return revoked;
        }

        ReplayedDevice actor = Devices[facts.Device];
        actor.PublicKey = facts.PublicKey;
        actor.RotationHash = facts.RotationHash;
        actor.Position++;
        actor.LastDigest = request.Digest;
        UsedKeys.Add(request.KeyHash);
        switch (request.Endpoint)
        {
            case Operation.LinkDevice:
                Register(facts.LinkedDevice, facts.LinkedKey, facts.LinkedRotationHash, request.LinkedKeyHash);
                break;
            case Operation.UnlinkDevice:
                Devices[facts.LinkedDevice].IsRevoked = true;
                revoked.Add(facts.LinkedDevice);
                break;
            case Operation.ChangeRecoveryKey:
                SetRecovery(facts.RecoveryHash);
                break;
            case Operation.DeleteAccount:
                RevokeAll(revoked);
                Erase(request.Digest);
                break;
        }

        return revoked;
    }

    private void SetRecovery(Utf8Text hash)
    {
        RecoveryHash = hash;
        UsedRecovery.Add(hash);
    }

    private void Register(Utf8Text id, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text keyHash)
    {
        Devices.Add(id, new() { PublicKey = publicKey, RotationHash = rotationHash });
        UsedKeys.Add(keyHash);
    }

    private void RevokeAll(List<Utf8Text> revoked)
    {
        foreach ((Utf8Text id, ReplayedDevice device) in Devices)
        {
            if (!device.IsRevoked)
            {
                device.IsRevoked = true;
                revoked.Add(id);
            }
        }
    }

    private void Erase(string digest)
    {
        IsDeleted = true;
        DeleteDigest = digest;
        RecoveryHash = default;
        Devices.Clear();
        UsedKeys.Clear();
        UsedRecovery.Clear();
    }
}
