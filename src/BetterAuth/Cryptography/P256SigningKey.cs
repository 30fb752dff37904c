using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cryptography;

/// <summary>A private key held by the platform's cryptography, which signs in constant time. Thread-safe: the platform's key is never changed after it was made.</summary>
internal sealed class P256SigningKey : ISigningKey
{
    private readonly ECDsa _key;
    private readonly Lazy<P256VerificationKey> _verification;

    /// <summary>Takes the key over, private part and all. Verifies as <paramref name="verifier"/> does.</summary>
    public P256SigningKey(ECDsa key, P256Verifier verifier)
    {
        _key = key;
        ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] point = [(byte)(2 + (q.Y![^1] & 1)), .. q.X!];
        byte[] text = new byte[CesrCode.PublicKey.TextLength];
        CesrCode.PublicKey.Encode(point, text);
        PublicKey = new Utf8Text(text);
        _verification = new(() => new P256VerificationKey(PublicKey, verifier.Engine.Prepare(point)!));
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
    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => _verification.Value.Verify(message, signature);

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
