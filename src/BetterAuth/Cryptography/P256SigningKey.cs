using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>A private key held by the platform's cryptography, which signs in constant time. Thread-safe: the platform's key is never changed after it was made.</summary>
internal sealed class P256SigningKey : ISigningKey
{
    private readonly ECDsa _key;
    private readonly Lazy<IP256Key?>? _verification;

    /// <summary>Takes the key over, private part and all. Verifies by the engine that the process chose, or by the platform.</summary>
    public P256SigningKey(ECDsa key, bool verifiesByPlatform = false)
    {
        _key = key;
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        Span<byte> point = stackalloc byte[CompressedPoint.Length];
        point[0] = (byte)(2 | (q.Y![^1] & 1));
        q.X.CopyTo(point[1..]);
        byte[] text = new byte[CesrCode.PublicKey.TextLength];
        CesrCode.PublicKey.Encode(point, text);
        PublicKey = new Utf8Text(text);
        if (!verifiesByPlatform)
        {
            byte[] encoded = point.ToArray();
            _verification = new(() => P256Engines.Default.Prepare(encoded));
        }
    }

    /// <inheritdoc/>
    public Utf8Text PublicKey { get; }

    /// <inheritdoc/>
    public int SignatureLength => CesrCode.Signature.TextLength;

    /// <inheritdoc/>
    public ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> hash = stackalloc byte[MessageHash.Length];
        Span<byte> rs = stackalloc byte[SignatureRange.SignatureLength];
        MessageHash.Write(message.Span, hash);
        _key.SignHash(hash, rs, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        CesrCode.Signature.Encode(rs, signature.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> rs = stackalloc byte[SignatureRange.SignatureLength];
        Span<byte> hash = stackalloc byte[MessageHash.Length];
        if (!P256Verifier.TryReadSignature(signature, rs))
        {
            return VerificationStatus.InvalidSignature;
        }

        MessageHash.Write(message, hash);
        bool isValid = _verification?.Value is { } verification ? verification.Verify(hash, rs) : _key.VerifyHash(hash, rs, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return isValid ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
    }

    /// <summary>Writes the private scalar, 32 bytes big-endian.</summary>
    public void ExportScalar(Span<byte> secret)
    {
        // The platform gives it in an array that the collector may move in the moment before it is cleared; there is no other way to ask (docs/decisions/memory.md).
        byte[] scalar = _key.ExportParameters(includePrivateParameters: true).D!;
        scalar.CopyTo(secret);
        CryptographicOperations.ZeroMemory(scalar);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
