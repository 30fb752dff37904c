using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>The protocol's names are hashes of texts, concatenated without a separator (wire facts, "CESR text").</summary>
internal static class Derivations
{
    /// <summary>H(text): rotation and recovery hashes.</summary>
    public static Utf8Text HashOf(IHasher hasher, Utf8Text text)
    {
        byte[] hash = new byte[hasher.TextLength];
        hasher.Hash(text.Span, hash);
        return new(hash);
    }

    /// <summary>device = H(publicKey ‖ rotationHash).</summary>
    public static Utf8Text DeviceOf(IHasher hasher, Utf8Text publicKey, Utf8Text rotationHash) => HashOf(hasher, Concatenate(publicKey, rotationHash, default));

    /// <summary>identity = H(publicKey ‖ rotationHash ‖ recoveryHash).</summary>
    public static Utf8Text IdentityOf(IHasher hasher, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash) =>
        HashOf(hasher, Concatenate(publicKey, rotationHash, recoveryHash));

    private static Utf8Text Concatenate(Utf8Text first, Utf8Text second, Utf8Text third)
    {
        byte[] all = new byte[first.Length + second.Length + third.Length];
        first.Span.CopyTo(all);
        second.Span.CopyTo(all.AsSpan(first.Length));
        third.Span.CopyTo(all.AsSpan(first.Length + second.Length));
        return new(all);
    }
}
