using System.Security.Cryptography;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Cryptography;

/// <summary>P-256 keys held by the platform's cryptography; a secret is the 32-byte big-endian scalar.</summary>
public sealed class P256KeyFactory : IKeyFactory
{
    private readonly P256Verifier _verifier;

    /// <summary>Keys that sign by the platform's cryptography and verify like <see cref="P256Verifier()"/>.</summary>
    public P256KeyFactory()
        : this(new P256Verifier())
    {
    }

    internal P256KeyFactory(P256Verifier verifier) => _verifier = verifier;

    /// <summary>Keys that sign and verify by the platform's cryptography, whatever the environment says.</summary>
    public static P256KeyFactory Platform { get; } = new(P256Verifier.Platform);

    /// <inheritdoc/>
    public int SecretLength => FieldElement.Length;

    /// <inheritdoc/>
    public ISigningKey Generate() => new P256SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), _verifier);

    /// <inheritdoc/>
    public ISigningKey Import(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretLength || !SignatureRange.ContainsScalar(secret))
        {
            throw new ArgumentException("A P-256 secret is 32 bytes, big-endian, from 1 to n - 1.", nameof(secret));
        }

        // The platform computes the public point.
        byte[] scalar = SecretBytes.Allocate(SecretLength);
        try
        {
            secret.CopyTo(scalar);
            return new P256SigningKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar }), _verifier);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <inheritdoc/>
    public void Export(ISigningKey key, Span<byte> secret)
    {
        if (key is not P256SigningKey own)
        {
            throw new ArgumentException("The key was not made by this factory.", nameof(key));
        }

        if (secret.Length != SecretLength)
        {
            throw new ArgumentException("A P-256 secret is 32 bytes.", nameof(secret));
        }

        own.ExportScalar(secret);
    }
}
