using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>A suite's verifier that counts what it verifies, with prepared keys too.</summary>
internal sealed class CountingVerifier(IVerifier verifier) : IVerifier
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public int PublicKeyLength => verifier.PublicKeyLength;

    public int SignatureLength => verifier.SignatureLength;

    public bool IsWellFormedKey(ReadOnlySpan<byte> text) => verifier.IsWellFormedKey(text);

    public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => verifier.IsWellFormedSignature(text);

    public bool IsValidKey(ReadOnlySpan<byte> text) => verifier.IsValidKey(text);

    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        Interlocked.Increment(ref _count);
        return verifier.Verify(message, signature, publicKey);
    }

    public bool TryImport(Utf8Text publicKey, [NotNullWhen(true)] out IVerificationKey? key)
    {
        key = verifier.TryImport(publicKey, out IVerificationKey? imported) ? new CountingKey(imported, this) : null;
        return key is not null;
    }

    private sealed class CountingKey(IVerificationKey key, CountingVerifier counter) : IVerificationKey
    {
        public Utf8Text PublicKey => key.PublicKey;

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            Interlocked.Increment(ref counter._count);
            return key.Verify(message, signature);
        }
    }
}
