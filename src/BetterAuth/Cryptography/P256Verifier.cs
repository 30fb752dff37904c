using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography.P256;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>ECDSA P-256 with SHA-256 (FIPS 186-5, IEEE P1363 signatures) in CESR text: keys <c>1AAI</c> and 44 characters, signatures <c>0I</c> and 86.</summary>
/// <remarks>High and low s are accepted alike: WebCrypto, secure enclaves and HSMs write both.</remarks>
public sealed class P256Verifier : IVerifier
{
    private readonly IP256Engine? _engine;

    /// <summary>
    /// Verifies with the fastest strategy that this processor supports, or the one that the environment variable <c>BETTERAUTH_P256</c> names (<c>avx512</c>, <c>avx2</c>, <c>scalar</c>, <c>platform</c>).
    /// All verifiers made like this share their tables of clients' keys, 64 MB unless <c>BETTERAUTH_P256_TABLES</c> says how many (1 to 65,536).
    /// The first verification throws <see cref="InvalidOperationException"/> if a variable's value is unknown, not supported or out of range.
    /// </summary>
    public P256Verifier()
    {
    }

    internal P256Verifier(IP256Engine engine) => _engine = engine;

    /// <summary>Verifies by the platform's cryptography (OpenSSL, CNG, Apple), whatever the environment says: for deployments that must use a certified module.</summary>
    public static P256Verifier Platform { get; } = new(new PlatformP256Engine());

    /// <summary>The strategies that this processor and this build can run, the fastest first; <c>platform</c> always can and is the last.</summary>
    public static IReadOnlyList<string> SupportedStrategies { get; } = [.. P256Engines.Supported, P256Engines.Platform];

    /// <summary>What computes: <c>avx512</c>, <c>avx2</c>, <c>scalar</c> or <c>platform</c>. Throws <see cref="InvalidOperationException"/> like the first verification.</summary>
    public string Strategy => Engine.Name;

    /// <summary>What computes. Not chosen in the constructor: a variable with a wrong value would fail the initialization of every suite.</summary>
    internal IP256Engine Engine => _engine ?? P256Engines.Default;

    /// <inheritdoc/>
    public int PublicKeyLength => CesrCode.PublicKey.TextLength;

    /// <inheritdoc/>
    public int SignatureLength => CesrCode.Signature.TextLength;

    /// <inheritdoc/>
    public bool IsWellFormedKey(ReadOnlySpan<byte> text) => CesrCode.PublicKey.IsWellFormed(text);

    /// <inheritdoc/>
    public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => CesrCode.Signature.IsWellFormed(text);

    /// <inheritdoc/>
    public bool IsValidKey(ReadOnlySpan<byte> text)
    {
        Span<byte> point = stackalloc byte[CompressedPoint.Length];
        Span<byte> y = stackalloc byte[FieldElement.Length];
        return CesrCode.PublicKey.TryDecode(text, point) && CompressedPoint.TryDecompress(point, y);
    }

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => Verify(message, signature, publicKey, isVouched: false);

    /// <inheritdoc/>
    public VerificationStatus VerifyByVouchedKey(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey) => Verify(message, signature, publicKey, isVouched: true);

    /// <inheritdoc/>
    public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
    {
        Span<byte> point = stackalloc byte[CompressedPoint.Length];
        key = CesrCode.PublicKey.TryDecode(publicKey.Span, point) && Engine.Prepare(point) is { } prepared
            ? new P256VerificationKey(publicKey.ToOwned(), prepared)
            : null;
        return key is not null;
    }

    private VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey, bool isVouched)
    {
        Span<byte> point = stackalloc byte[CompressedPoint.Length];
        if (!CesrCode.PublicKey.TryDecode(publicKey, point))
        {
            return VerificationStatus.InvalidKey;
        }

        Span<byte> rs = stackalloc byte[SignatureRange.SignatureLength];
        if (!TryReadSignature(signature, rs))
        {
            return VerificationStatus.InvalidSignature;
        }

        Span<byte> hash = stackalloc byte[MessageHash.Length];
        MessageHash.Write(message, hash);
        return Engine.Verify(hash, rs, point, isVouched);
    }

    /// <summary>Reads r ‖ s; false when the text is malformed or one of them is out of range.</summary>
    internal static bool TryReadSignature(ReadOnlySpan<byte> text, Span<byte> signature) =>
        CesrCode.Signature.TryDecode(text, signature) && SignatureRange.Contains(signature);
}
