namespace BetterAuth.Cryptography;

/// <summary>A private key, in this process or in an HSM behind it. Thread-safe.</summary>
public interface ISigningKey : IVerificationKey, IDisposable
{
    /// <summary>Length in bytes of a signature's text.</summary>
    int SignatureLength { get; }

    /// <summary>
    /// Signs <paramref name="message"/> and writes the signature's text; <paramref name="signature"/> holds <see cref="SignatureLength"/> bytes.
    /// Completes synchronously when the key is in this process.
    /// </summary>
    ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default);
}
