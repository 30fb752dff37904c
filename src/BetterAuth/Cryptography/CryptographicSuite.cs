using BetterAuth.Wire;

namespace BetterAuth.Cryptography;

/// <summary>
/// The implementations that decide how keys, hashes, signatures, nonces, times and tokens look. Nothing else in the library knows about CESR, P-256 or BLAKE3.
/// </summary>
public sealed record CryptographicSuite
{
    /// <summary>CESR text, ECDSA P-256 with SHA-256, BLAKE3-256, RFC 3339 times, gzip tokens: what every other implementation speaks.</summary>
    public static CryptographicSuite Default { get; } = new()
    {
        Hasher = new Blake3Hasher(),
        Noncer = new CesrNoncer(),
        Verifier = new P256Verifier(),
        Keys = new P256KeyFactory(),
        Timestamper = new Rfc3339Timestamper(),
        TokenEncoder = new GzipTokenEncoder(),
    };

    /// <summary>The same with every signature made and verified by the platform's cryptography, for deployments that must use a certified module (FIPS).</summary>
    public static CryptographicSuite Platform { get; } = Default with { Verifier = P256Verifier.Platform, Keys = P256KeyFactory.Platform };

    /// <summary>The hash.</summary>
    public required IHasher Hasher { get; init; }

    /// <summary>The nonces.</summary>
    public required INoncer Noncer { get; init; }

    /// <summary>The verification of signatures.</summary>
    public required IVerifier Verifier { get; init; }

    /// <summary>The keys of this process.</summary>
    public required IKeyFactory Keys { get; init; }

    /// <summary>The text of times.</summary>
    public required ITimestamper Timestamper { get; init; }

    /// <summary>The text of tokens.</summary>
    public required ITokenEncoder TokenEncoder { get; init; }

    /// <summary>Whether <paramref name="text"/> has the form of <paramref name="shape"/>.</summary>
    public bool IsWellFormed(TextShape shape, ReadOnlySpan<byte> text) => shape switch
    {
        TextShape.Nonce => Noncer.IsWellFormed(text),
        TextShape.PublicKey => Verifier.IsWellFormedKey(text),
        TextShape.Hash => Hasher.IsWellFormed(text),
        TextShape.Signature => Verifier.IsWellFormedSignature(text),
        TextShape.Timestamp => text.Length > 0 && text.Length <= Timestamper.MaxTextLength,
        TextShape.Token => text.Length > Verifier.SignatureLength,
        _ => true,
    };
}
