namespace BetterAuth.Cryptography;

/// <summary>What a verification found.</summary>
public enum VerificationStatus
{
    /// <summary>The signature is the key's, over this message.</summary>
    Valid,

    /// <summary>The key's text is malformed or not a point of the curve.</summary>
    InvalidKey,

    /// <summary>The signature's text is malformed, out of range, or does not verify.</summary>
    InvalidSignature,
}
