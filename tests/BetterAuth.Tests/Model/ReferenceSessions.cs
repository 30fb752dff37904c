using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>Sessions in the model: a challenge is used once, an access key is revealed once, and both are judged together with the device.</summary>
internal static class ReferenceSessions
{
    private static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan ChallengeLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerWindow = TimeSpan.FromMinutes(10);

    public static Expected Create(ReferenceServer server, ModelMessage m, DateTimeOffset now)
    {
        // A device id may be known in several accounts; the challenge says which of them is meant.
        string[] candidates = [.. server.Accounts.Where(entry => entry.Value.Devices.ContainsKey(m.Device)).Select(entry => entry.Key)];
        if (candidates.Length == 0)
        {
            return new("session of an unknown device", "BA103(unknown)");
        }

        if (!server.Challenges.TryGetValue(m.Challenge, out (string Identity, DateTimeOffset IssuedAt) challenge) || !candidates.Contains(challenge.Identity))
        {
            return new("another's challenge", "BA203");
        }

        ReferenceAccount account = server.Accounts[challenge.Identity];
        ReferenceDevice device = account.Devices[m.Device];
        if (device.IsRevoked)
        {
            return new("session of a revoked device", "BA103(revoked)");
        }

        if (m.IsSpoilt || m.Signer.PublicKey.ToString() != device.PublicKey)
        {
            return new("session not signed by the key in force", "BA101(signature)");
        }

        if (now - challenge.IssuedAt > ChallengeLifetime)
        {
            return new("challenge expired", "BA501");
        }

        if (m.RotationHash == PlainSuite.Hash(m.PublicKey))
        {
            return new("session commits to itself", "BA104");
        }

        if (m.PublicKey == device.PublicKey || PlainSuite.Hash(m.PublicKey) == device.RotationHash)
        {
            return new("session with a device key", "BA104(keyReuse)");
        }

        return account.UsedChallenges.Add(m.Challenge)
            ? new("session created") { Claims = new(challenge.Identity, m.Device, m.PublicKey, m.RotationHash, now, now + AccessLifetime, now + RefreshLifetime) }
            : new("challenge used", "BA203");
    }

    public static Expected Refresh(ReferenceServer server, ModelMessage m, DateTimeOffset now)
    {
        ModelClaims claims = server.Tokens[m.Token];
        string keyHash = PlainSuite.Hash(m.PublicKey);
        if (claims.RotationHash != keyHash)
        {
            return new("refresh by another key", "BA104(refresh)");
        }

        if (m.RotationHash == keyHash)
        {
            return new("refresh commits to itself", "BA104");
        }

        if (m.IsSpoilt || m.Signer.PublicKey.ToString() != m.PublicKey)
        {
            return new("refresh signed by another", "BA101(signature)");
        }

        ReferenceAccount? account = server.Accounts.GetValueOrDefault(claims.Identity);
        if (account is null or { IsDeleted: true })
        {
            return new("refresh of a deleted account", "BA102(deleted)");
        }

        if (account.Devices[claims.Device].IsRevoked)
        {
            return new("refresh of a revoked device", "BA103(revoked)");
        }

        if (now > claims.RefreshExpiry)
        {
            return new("session over", "BA401(refresh)");
        }

        string digest = ReferenceServer.Digest(Operation.RefreshSession, m);
        bool isRevealed = account.Refreshes.TryGetValue(keyHash, out (string Digest, DateTimeOffset IssuedAt) earlier);
        if (account.Refreshes.ContainsKey(m.RotationHash))
        {
            return new(isRevealed && earlier.Digest == digest ? "refresh repeated after the next" : "refresh commits to a revealed key", "BA104(refresh)");
        }

        if (isRevealed)
        {
            return earlier.Digest != digest ? new("refresh forks", "BA104(refresh)")
                : now - earlier.IssuedAt > AnswerWindow ? new("refresh repeated too late", "BA104(refresh)")
                : new("refresh repeated") { Claims = Next(claims, m, earlier.IssuedAt) };
        }

        account.Refreshes.Add(keyHash, (digest, now));
        return new("refreshed") { Claims = Next(claims, m, now) };
    }

    private static ModelClaims Next(ModelClaims former, ModelMessage m, DateTimeOffset issuedAt)
    {
        DateTimeOffset expiry = issuedAt + AccessLifetime;
        return former with { PublicKey = m.PublicKey, RotationHash = m.RotationHash, IssuedAt = issuedAt, Expiry = expiry < former.RefreshExpiry ? expiry : former.RefreshExpiry };
    }
}
