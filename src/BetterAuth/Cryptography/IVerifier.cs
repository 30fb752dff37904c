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
}
