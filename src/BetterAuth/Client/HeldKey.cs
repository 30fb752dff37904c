using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>A private key of this device: the secret that the record keeps, and the key that signs. Clears the secret when it is disposed, or when the collector finds that nobody has it any more.</summary>
internal sealed class HeldKey : IDisposable
{
    private readonly byte[] _secret;

    private HeldKey(byte[] secret, ISigningKey key)
    {
        _secret = secret;
        Key = key;
    }

    public ReadOnlySpan<byte> Secret => _secret;

    public ISigningKey Key { get; }

    public Utf8Text PublicKey => Key.PublicKey;

    public static HeldKey Generate(IKeyFactory keys)
    {
        ISigningKey key = keys.Generate();
        byte[] secret = SecretBytes.Allocate(keys.SecretLength);
        keys.Export(key, secret);
        return new(secret, key);
    }

    public static HeldKey Import(IKeyFactory keys, ReadOnlySpan<byte> secret)
    {
        ISigningKey key = keys.Import(secret);
        byte[] copy = SecretBytes.Allocate(secret.Length);
        secret.CopyTo(copy);
        return new(copy, key);
    }

    // A session's keys may be signing when the session is replaced, and so are never disposed by whoever replaces it.
    ~HeldKey() => CryptographicOperations.ZeroMemory(_secret);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_secret);
        Key.Dispose();
        GC.SuppressFinalize(this);
    }
}
