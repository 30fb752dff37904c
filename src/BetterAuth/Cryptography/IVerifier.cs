using System.Diagnostics.CodeAnalysis;
using BetterAuth.Wire;

namespace BetterAuth.Cryptography;

/// <summary>Verification of signatures by public keys given as text. What ships: <see cref="P256Verifier"/>. Thread-safe; malformed input is an answer, never an exception.</summary>
public interface IVerifier
{
    /// <summary>Length in bytes of a public key's text; at most 512.</summary>
    int PublicKeyLength { get; }

    /// <summary>Length in bytes of a signature's text; at most 512.</summary>
    int SignatureLength { get; }

    /// <summary>Whether <paramref name="text"/> has a public key's form: length, code, alphabet. Cheap; the point is not computed.</summary>
    bool IsWellFormedKey(ReadOnlySpan<byte> text);

    /// <summary>Whether <paramref name="text"/> has a signature's form: length, code, alphabet, pad bits.</summary>
    bool IsWellFormedSignature(ReadOnlySpan<byte> text);

    /// <summary>Whether <paramref name="text"/> is a public key: well-formed, and a point of the curve.</summary>
    bool IsValidKey(ReadOnlySpan<byte> text);

    /// <summary>Verifies <paramref name="signature"/> over <paramref name="message"/>.</summary>
    VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);

    /// <summary>
    /// The same for a key that somebody trusted has vouched for: an access token's, once the token's signature was verified. An implementation may keep what it computed from such a key, and from no other:
    /// whoever can send messages could fill its memory otherwise. Default: nothing is kept.
    /// </summary>
    VerificationStatus VerifyByVouchedKey(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => Verify(message, signature, publicKey);

    /// <summary>
    /// Prepares a key that is used again and again (a server's); false when the text is no public key. The key owns a copy of the text.
    /// </summary>
    bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
    {
        key = IsValidKey(publicKey.Span) ? new SuiteVerificationKey(publicKey, this) : null;
        return key is not null;
    }
}
