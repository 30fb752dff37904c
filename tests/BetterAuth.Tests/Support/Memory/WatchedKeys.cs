using System.Collections.Concurrent;
using System.Security.Cryptography;
using BetterAuth.Cryptography;

namespace BetterAuth.Tests.Support.Memory;

/// <summary>Keys whose secrets can be looked for in memory afterwards.</summary>
internal sealed class WatchedKeys(IKeyFactory inner) : IKeyFactory
{
    private readonly ConcurrentQueue<SecretNeedles> _secrets = new();

    /// <summary>Of every key that was made here.</summary>
    public IReadOnlyList<SecretNeedles> Secrets => [.. _secrets];

    public int SecretLength => inner.SecretLength;

    public ISigningKey Generate()
    {
        ISigningKey key = inner.Generate();
        byte[] secret = GC.AllocateArray<byte>(SecretLength, pinned: true);
        inner.Export(key, secret);
        _secrets.Enqueue(new(secret));
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    public ISigningKey Import(ReadOnlySpan<byte> secret) => inner.Import(secret);

    public void Export(ISigningKey key, Span<byte> secret) => inner.Export(key, secret);
}
