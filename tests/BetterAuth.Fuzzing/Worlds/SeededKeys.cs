using System.Security.Cryptography;
using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>P-256 keys that are the same in every process, so that what they signed stays good in the corpora. They protect nothing.</summary>
internal sealed class SeededKeys : IKeyFactory
{
    private readonly P256KeyFactory _platform = new();
    private readonly List<ISigningKey> _made = [];

    /// <summary>Every key that was made, in order.</summary>
    public IReadOnlyList<ISigningKey> Made => _made;

    public int SecretLength => _platform.SecretLength;

    public ISigningKey Generate()
    {
        ISigningKey key = Import(SHA256.HashData(Encoding.ASCII.GetBytes($"fuzzed key {_made.Count}")));
        _made.Add(key);
        return key;
    }

    public ISigningKey Import(ReadOnlySpan<byte> secret) => _platform.Import(secret);

    public void Export(ISigningKey key, Span<byte> secret) => _platform.Export(key, secret);
}
