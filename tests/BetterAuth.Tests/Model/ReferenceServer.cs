using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>
/// The rules of accounts, written from the specification (exactly-once operations, sections 2 to 4) and apart from the code, as sets and dictionaries of texts. One message after the other; no store, no bytes.
/// </summary>
internal sealed class ReferenceServer
{
    public const int MaxDevices = 4;

    private static readonly string[] SameShape = ["RotateDevice DeleteAccount", "DeleteAccount RotateDevice", "CreateAccount ChangeRecoveryKey", "ChangeRecoveryKey CreateAccount"];

    public Dictionary<string, ReferenceAccount> Accounts { get; } = [];

    /// <summary>(identity, device) → until when the revocation must be known.</summary>
    public Dictionary<(string Identity, string Device), DateTimeOffset> Revocations { get; } = [];

    /// <summary>Every challenge that was given out: whom for, and when.</summary>
    public Dictionary<string, (string Identity, DateTimeOffset IssuedAt)> Challenges { get; } = [];

    /// <summary>Every token that was given out.</summary>
    public Dictionary<string, ModelClaims> Tokens { get; } = [];

    public TimeSpan RevocationHold { get; } = TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(20);

    public Expected Execute(Operation endpoint, ModelMessage m, DateTimeOffset now)
    {
        if (endpoint != m.Home && !SameShape.Contains($"{m.Home} {endpoint}"))
        {
            return new("another shape", "BA101");
        }

        if (m.BoundTo is { } bound && bound != endpoint)
        {
            return new("misrouted", "BA101(endpoint)");
        }

        return endpoint switch
        {
            Operation.CreateSession => ReferenceSessions.Create(this, m, now),
            Operation.RefreshSession => ReferenceSessions.Refresh(this, m, now),
            _ => ExecuteAccount(endpoint, m, now),
        };
    }

    public static string Digest(Operation endpoint, ModelMessage m) => $"{endpoint} {m.Request}";

    private Expected ExecuteAccount(Operation endpoint, ModelMessage m, DateTimeOffset now)
    {
        string signer = endpoint == Operation.RecoverAccount ? m.RecoveryKey : m.PublicKey;
        if (m.IsSpoilt || m.Signer.PublicKey.ToString() != signer)
        {
            return new("bad signature", "BA101(signature)");
        }

        List<string> faults = [.. Derivations(endpoint, m), .. SelfCommitments(endpoint, m)];
        ReferenceAccount? account = Accounts.GetValueOrDefault(m.Identity);
        if (faults.Count > 0)
        {
            // What else is wrong may be named instead.
            return new("stateless", [.. faults, .. Decide(endpoint, m, account, Digest(endpoint, m)).Faults]);
        }

        Expected expected = Decide(endpoint, m, account, Digest(endpoint, m));
        if (expected.Faults.Length == 0 && expected.Branch.EndsWith("applied", StringComparison.Ordinal))
        {
            Apply(endpoint, m, account, Digest(endpoint, m), now);
        }

        return expected;
    }

    private static IEnumerable<string> Derivations(Operation endpoint, ModelMessage m)
    {
        if (endpoint is Operation.CreateAccount or Operation.RecoverAccount && m.Device != PlainSuite.Hash(m.PublicKey + m.RotationHash))
        {
            yield return "BA103(underivable)";
        }

        if (endpoint == Operation.CreateAccount && m.Identity != PlainSuite.Hash(m.PublicKey + m.RotationHash + m.RecoveryHash))
        {
            yield return "BA102(underivable)";
        }

        if (endpoint == Operation.LinkDevice && m.Container is { } container)
        {
            if (container.Identity != m.Identity)
            {
                yield return "BA302";
            }

            if (container.Device != PlainSuite.Hash(container.PublicKey + container.RotationHash))
            {
                yield return "BA103(underivable)";
            }

            if (!container.IsSigned)
            {
                yield return "BA101(payload.request.link.signature)";
            }
        }
    }

    private static IEnumerable<string> SelfCommitments(Operation endpoint, ModelMessage m)
    {
        List<string> hashes = [m.RotationHash, PlainSuite.Hash(m.PublicKey)];
        if (endpoint is Operation.CreateAccount or Operation.RecoverAccount or Operation.ChangeRecoveryKey)
        {
            hashes.Add(m.RecoveryHash);
        }

        if (endpoint == Operation.RecoverAccount)
        {
            hashes.Add(PlainSuite.Hash(m.RecoveryKey));
        }

        if (hashes.Distinct().Count() < hashes.Count)
        {
            yield return "BA104";
        }

        if (endpoint == Operation.LinkDevice && m.Container is { } container)
        {
            if (new[] { m.RotationHash, PlainSuite.Hash(m.PublicKey) }.Contains(PlainSuite.Hash(container.PublicKey)))
            {
                yield return "BA103(keyReuse)";
            }

            if (container.RotationHash == PlainSuite.Hash(container.PublicKey) || container.RotationHash == PlainSuite.Hash(m.PublicKey))
            {
                yield return "BA104";
            }
        }
    }

    private static Expected Decide(Operation endpoint, ModelMessage m, ReferenceAccount? account, string digest)
    {
        if (account is null)
        {
            return endpoint == Operation.CreateAccount ? new("create applied") : new("unknown identity", "BA102(unknown)");
        }

        if (account.IsDeleted)
        {
            return endpoint == Operation.DeleteAccount && account.DeleteDigest == digest ? new("delete repeated") : new("deleted identity", "BA102(deleted)");
        }

        return endpoint switch
        {
            Operation.CreateAccount => account.CreateDigest == digest ? new("create repeated") : new("identity exists", "BA102(exists)"),
            Operation.RecoverAccount => Recover(m, account, digest),
            _ => Gated(endpoint, m, account, digest),
        };
    }

    private static Expected Recover(ModelMessage m, ReferenceAccount account, string digest)
    {
        if (account.RecoverDigest == digest)
        {
            return new("recover repeated");
        }

        if (PlainSuite.Hash(m.RecoveryKey) != account.RecoveryHash)
        {
            return new("recover by another key", "BA104(recovery)");
        }

        List<string> faults = [];
        Add(faults, account.Devices.ContainsKey(m.Device), "BA103(exists)");
        Add(faults, account.UsedRecovery.Contains(m.RecoveryHash), "BA104(recovery)");
        Add(faults, account.UsedKeys.Contains(PlainSuite.Hash(m.PublicKey)) || account.UsedKeys.Contains(m.RotationHash), "BA104(rotation)");
        return faults.Count == 0 ? new("recover applied") : new("recover: " + faults[0], [.. faults]);
    }

    private static Expected Gated(Operation endpoint, ModelMessage m, ReferenceAccount account, string digest)
    {
        if (!account.Devices.TryGetValue(m.Device, out ReferenceDevice? device))
        {
            return new("unknown device", "BA103(unknown)");
        }

        if (device.LastDigest == digest)
        {
            return new(device.IsRevoked ? "gated repeated by a revoked device" : $"{endpoint} repeated");
        }

        bool isStateAskedFor = endpoint == Operation.RotateDevice && m.BoundTo is null && !device.IsRevoked && (device.PublicKey, device.RotationHash) == (m.PublicKey, m.RotationHash);
        if (isStateAskedFor)
        {
            return new("state asked for");
        }

        if (device.IsRevoked)
        {
            return new("revoked device", "BA103(revoked)");
        }

        string keyHash = PlainSuite.Hash(m.PublicKey);
        if (keyHash != device.RotationHash)
        {
            return new("not the committed key", "BA104(rotation)");
        }

        // A departure from the text of section 4 (docs/protocol/exactly-once.md): what a deletion commits to is of no use to anybody.
        List<string> faults = [];
        Add(faults, endpoint != Operation.DeleteAccount && (account.UsedKeys.Contains(m.RotationHash) || account.UsedKeys.Contains(keyHash)), "BA104(rotation)");
        if (endpoint == Operation.LinkDevice && m.Container is { } container)
        {
            Add(faults, account.Devices.ContainsKey(container.Device), "BA103(exists)");
            Add(faults, account.UsedKeys.Contains(PlainSuite.Hash(container.PublicKey)), "BA103(keyReuse)");
            Add(faults, account.UsedKeys.Contains(container.RotationHash), "BA104(rotation)");
            Add(faults, account.Devices.Values.Count(known => !known.IsRevoked) >= MaxDevices, "BA103(limit)");
        }

        if (endpoint == Operation.UnlinkDevice)
        {
            bool known = account.Devices.TryGetValue(m.Target, out ReferenceDevice? target);
            Add(faults, !known, "BA103(unknown)");
            Add(faults, known && target!.IsRevoked, "BA103(revoked)");
        }

        if (endpoint == Operation.ChangeRecoveryKey)
        {
            Add(faults, account.UsedRecovery.Contains(m.RecoveryHash), "BA104(recovery)");
        }

        return faults.Count == 0 ? new($"{endpoint} applied") : new($"{endpoint}: {faults[0]}", [.. faults]);
    }

    private void Apply(Operation endpoint, ModelMessage m, ReferenceAccount? account, string digest, DateTimeOffset now)
    {
        string keyHash = PlainSuite.Hash(m.PublicKey);
        if (account is null)
        {
            account = Accounts[m.Identity] = new() { CreateDigest = digest };
            account.Register(m.Device, m.PublicKey, m.RotationHash);
            account.CommitTo(m.RecoveryHash);
            return;
        }

        if (endpoint == Operation.RecoverAccount)
        {
            RevokeAll(m.Identity, account, now);
            account.Register(m.Device, m.PublicKey, m.RotationHash);
            account.CommitTo(m.RecoveryHash);
            account.RecoverDigest = digest;
            return;
        }

        ReferenceDevice device = account.Devices[m.Device];
        (device.PublicKey, device.RotationHash, device.LastDigest) = (m.PublicKey, m.RotationHash, digest);
        device.Position++;
        account.UsedKeys.Add(keyHash);
        switch (endpoint)
        {
            case Operation.LinkDevice:
                account.Register(m.Container!.Device, m.Container.PublicKey, m.Container.RotationHash);
                break;
            case Operation.UnlinkDevice:
                Revoke(m.Identity, m.Target, account.Devices[m.Target], now);
                break;
            case Operation.ChangeRecoveryKey:
                account.CommitTo(m.RecoveryHash);
                break;
            case Operation.DeleteAccount:
                RevokeAll(m.Identity, account, now);
                Accounts[m.Identity] = new() { IsDeleted = true, DeleteDigest = digest };
                break;
        }
    }

    private void RevokeAll(string identity, ReferenceAccount account, DateTimeOffset now)
    {
        foreach ((string id, ReferenceDevice device) in account.Devices.Where(entry => !entry.Value.IsRevoked))
        {
            Revoke(identity, id, device, now);
        }
    }

    private void Revoke(string identity, string id, ReferenceDevice device, DateTimeOffset now)
    {
        device.IsRevoked = true;
        Revocations[(identity, id)] = now + RevocationHold;
    }

    private static void Add(List<string> faults, bool applies, string fault)
    {
        if (applies)
        {
            faults.Add(fault);
        }
    }
}
