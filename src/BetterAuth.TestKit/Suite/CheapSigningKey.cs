using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.TestKit.Suite;

/// <summary>A private key of the cheap suite.</summary>
internal sealed class CheapSigningKey : ISigningKey
{
    private readonly byte[] _key = new byte[33];

    public CheapSigningKey(byte[] secret)
    {
        Secret = secret;
        _key[0] = 2;
        Blake3.Hash(secret, _key.AsSpan(1));
        byte[] text = new byte[CesrCode.PublicKey.TextLength];
        CesrCode.PublicKey.Encode(_key, text);
        PublicKey = new(text);
    }

    public byte[] Secret { get; }

    public Utf8Text PublicKey { get; }

    public int SignatureLength => CesrCode.Signature.TextLength;

    public ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default)
    {
        Span<byte> raw = stackalloc byte[64];
        raw.Clear();
        Blake3.KeyedHash(_key.AsSpan(1), message.Span, raw[..32]);
        CesrCode.Signature.Encode(raw, signature.Span);
        return ValueTask.CompletedTask;
    }

    public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => new CheapVerifier().Verify(message, signature, PublicKey.Span);

    public void Dispose()
    {
        // Nothing to release: the secret protects nobody.
    }
}
