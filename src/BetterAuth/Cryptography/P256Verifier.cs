using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>ECDSA P-256 with SHA-256 (FIPS 186-5, IEEE P1363 signatures) in CESR text: keys <c>1AAI</c> and 44 characters, signatures <c>0I</c> and 86.</summary>
/// <remarks>High and low s are accepted alike: WebCrypto, secure enclaves and HSMs write both.</remarks>
public sealed class P256Verifier : IVerifier
{
    private readonly IP256Engine _engine;

    /// <summary>Verifies by the platform's cryptography.</summary>
    public P256Verifier()
        : this(new PlatformP256Engine())
    {
    }

    internal P256Verifier(IP256Engine engine) => _engine = engine;

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
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
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

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(message, hash);
        return _engine.Verify(hash, rs, point);
    }

    /// <inheritdoc/>
    public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
    {
        Span<byte> point = stackalloc byte[CompressedPoint.Length];
        key = CesrCode.PublicKey.TryDecode(publicKey.Span, point) && _engine.Prepare(point) is { } prepared
            ? new P256VerificationKey(publicKey.ToOwned(), prepared)
            : null;
        return key is not null;
    }

    /// <summary>Reads r ‖ s; false when the text is malformed or one of them is out of range.</summary>
    internal static bool TryReadSignature(ReadOnlySpan<byte> text, Span<byte> signature) =>
        CesrCode.Signature.TryDecode(text, signature) && SignatureRange.Contains(signature);
}
