using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.TestKit.Suite;

/// <summary>
/// A public key is 02 ‖ H(secret); a signature is the keyed hash of the message under it ‖ 32 bytes that count for nothing. So every signature has twins that verify as well, as ECDSA's have.
/// </summary>
internal sealed class CheapVerifier : IVerifier
{
    public int PublicKeyLength => CesrCode.PublicKey.TextLength;

    public int SignatureLength => CesrCode.Signature.TextLength;

    public bool IsWellFormedKey(ReadOnlySpan<byte> text) => CesrCode.PublicKey.IsWellFormed(text);

    public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => CesrCode.Signature.IsWellFormed(text);

    public bool IsValidKey(ReadOnlySpan<byte> text)
    {
        Span<byte> key = stackalloc byte[33];
        return CesrCode.PublicKey.TryDecode(text, key) && key[0] == 2;
    }

    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> key = stackalloc byte[33];
        if (!CesrCode.PublicKey.TryDecode(publicKey, key) || key[0] != 2)
        {
            return VerificationStatus.InvalidKey;
        }

        Span<byte> raw = stackalloc byte[64];
        Span<byte> hash = stackalloc byte[Blake3.HashLength];
        Blake3.KeyedHash(key[1..], message, hash);
        return CesrCode.Signature.TryDecode(signature, raw) && raw[..32].SequenceEqual(hash) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
    }

    public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
    {
        key = IsValidKey(publicKey.Span) ? new Imported(publicKey.ToOwned(), this) : null;
        return key is not null;
    }

    private sealed class Imported(Utf8Text publicKey, CheapVerifier verifier) : IVerificationKey
    {
        public Utf8Text PublicKey => publicKey;

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => verifier.Verify(message, signature, publicKey.Span);
    }
}
