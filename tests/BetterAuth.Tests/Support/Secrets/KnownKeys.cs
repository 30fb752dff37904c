using BetterAuth.Cryptography;

namespace BetterAuth.Tests.Support.Secrets;

/// <summary>Makes keys whose secrets are then looked for in everything that is told.</summary>
internal sealed class KnownKeys(IKeyFactory inner) : IKeyFactory
{
    public int SecretLength => inner.SecretLength;

    public ISigningKey Generate()
    {
        ISigningKey key = inner.Generate();
        byte[] secret = new byte[SecretLength];
        inner.Export(key, secret);
        KnownSecrets.Add(secret);
        return key;
    }

    public ISigningKey Import(ReadOnlySpan<byte> secret) => inner.Import(secret);

    public void Export(ISigningKey key, Span<byte> secret) => inner.Export(key, secret);
}
