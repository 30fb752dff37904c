namespace BetterAuth.Cryptography;

/// <summary>Makes and restores signing keys that live in this process: the client's device, access and recovery keys, and the server keys of <c>betterauth serve</c>. Thread-safe.</summary>
public interface IKeyFactory
{
    /// <summary>Bytes of an exported private key.</summary>
    int SecretLength { get; }

    /// <summary>A fresh key.</summary>
    ISigningKey Generate();

    /// <summary>Restores a key from <see cref="Export"/>; throws <see cref="ArgumentException"/> for bytes that are none.</summary>
    ISigningKey Import(ReadOnlySpan<byte> secret);

    /// <summary>Writes the private key; throws <see cref="ArgumentException"/> for a key of another factory. The caller clears the bytes.</summary>
    void Export(ISigningKey key, Span<byte> secret);
}
