using System.Security.Cryptography;

namespace BetterAuth.Cryptography.P256;

/// <summary>A public key imported into the platform's cryptography. Thread-safe as long as it is not disposed: the imported key is never changed again.</summary>
internal sealed class PlatformKey : IP256Key, IDisposable
{
    private readonly ECDsa _key;

    private PlatformKey(ECDsa key) => _key = key;

    /// <summary>Imports a compressed point; <see langword="null"/> when it is none.</summary>
    public static PlatformKey? Import(ReadOnlySpan<byte> point)
    {
        byte[] y = new byte[FieldElement.Length];
        if (!CompressedPoint.TryDecompress(point, y))
        {
            return null;
        }

        return new PlatformKey(ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..].ToArray(), Y = y },
        }));
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) =>
        _key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
