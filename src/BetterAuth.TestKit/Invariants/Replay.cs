using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.TestKit.Traffic;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

/// <summary>What a request asks of an account, as the replay understands it.</summary>
/// <param name="Endpoint">Where it came in.</param>
/// <param name="Facts">The message.</param>
/// <param name="Digest">Hexadecimal digest of endpoint and content.</param>
/// <param name="KeyHash">H(publicKey).</param>
/// <param name="LinkedKeyHash">H(public key of the linked device).</param>
/// <param name="RecoveryKeyHash">H(recovery key).</param>
/// <param name="IsBound">Whether its nonce is bound to it.</param>
internal sealed record ReplayRequest(Operation Endpoint, MessageFacts Facts, string Digest, Utf8Text KeyHash, Utf8Text LinkedKeyHash, Utf8Text RecoveryKeyHash, bool IsBound)
{
    public static ReplayRequest Of(Operation endpoint, MessageFacts facts, IHasher hasher) => new(
        endpoint,
        facts,
        Convert.ToHexString(DigestOf(endpoint, facts.RequestHash)),
        HashOf(hasher, facts.PublicKey),
        HashOf(hasher, facts.LinkedKey),
        HashOf(hasher, facts.RecoveryKey),
        IsBoundTo(endpoint, facts));

    /// <summary>Section 2 of exactly-once operations, written down a second time.</summary>
    private static byte[] DigestOf(Operation endpoint, byte[] requestHash)
    {
        byte[] digest = new byte[Blake3.HashLength];
        Blake3.DeriveKey("better-auth exactly-once 2026 v1"u8, [.. Operations.NameOf(endpoint), 0, .. requestHash], digest);
        return digest;
    }

    /// <summary>Section 7, a second time.</summary>
    private static bool IsBoundTo(Operation endpoint, MessageFacts facts)
    {
        byte[] nonce = new byte[INoncer.ValueLength];
        if (!CryptographicSuite.Default.Noncer.TryDecode(facts.Nonce.Span, nonce))
        {
            return false;
        }

        byte[] tag = new byte[Blake3.HashLength];
        Blake3.DeriveKey("better-auth request-bound nonce 2026 v1"u8, [.. Operations.NameOf(endpoint), 0, .. nonce[..4], .. facts.RequestHash], tag);
        return tag.AsSpan(0, 12).SequenceEqual(nonce.AsSpan(4));
    }

    private static Utf8Text HashOf(IHasher hasher, Utf8Text text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        byte[] hash = new byte[hasher.TextLength];
        hasher.Hash(text.Span, hash);
        return new(hash);
    }

    public override string ToString() => $"{Encoding.UTF8.GetString(Operations.NameOf(Endpoint))} {Digest[..8]}";
}

/// <summary>A device in the replay.</summary>
internal sealed class ReplayedDevice
{
    public required Utf8Text PublicKey { get; set; }

    public required Utf8Text RotationHash { get; set; }

    public bool IsRevoked { get; set; }

    public long Position { get; set; }

    public string LastDigest { get; set; } = "";
}
