namespace BetterAuth.Tests.Model;

/// <summary>What the model keeps of one identity.</summary>
internal sealed class ReferenceAccount
{
    public bool IsDeleted { get; init; }

    public string? CreateDigest { get; init; }

    public string? DeleteDigest { get; init; }

    public string? RecoverDigest { get; set; }

    public string RecoveryHash { get; private set; } = "";

    public Dictionary<string, ReferenceDevice> Devices { get; } = [];

    /// <summary>Hashes of device keys that were registered or revealed.</summary>
    public HashSet<string> UsedKeys { get; } = [];

    public HashSet<string> UsedRecovery { get; } = [];

    public HashSet<string> UsedChallenges { get; } = [];

    /// <summary>Hash of a revealed access key → what revealed it.</summary>
    public Dictionary<string, (string Digest, DateTimeOffset IssuedAt)> Refreshes { get; } = [];

    public void Register(string device, string publicKey, string rotationHash)
    {
        Devices.Add(device, new() { PublicKey = publicKey, RotationHash = rotationHash });
        UsedKeys.Add(PlainSuite.Hash(publicKey));
    }

    public void CommitTo(string recoveryHash)
    {
        RecoveryHash = recoveryHash;
        UsedRecovery.Add(recoveryHash);
    }
}

/// <summary>What the model keeps of a device.</summary>
internal sealed class ReferenceDevice
{
    public string PublicKey { get; set; } = "";

    public string RotationHash { get; set; } = "";

    public bool IsRevoked { get; set; }

    public int Position { get; set; }

    public string? LastDigest { get; set; }
}
