using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Worlds;

/// <summary>The response keys one device accepts: those of the deployment when it last heard of them.</summary>
internal sealed class KnownKeys(ServerRing ring) : IVerificationKeyRing
{
    private List<ServerKey> _keys = [.. ring.Accepted];

    /// <summary>Whether the deployment has other keys by now.</summary>
    public bool IsOld => !_keys.SequenceEqual(ring.Accepted);

    public void Learn() => _keys = [.. ring.Accepted];

    public bool Holds(ServerKey key) => _keys.Contains(key);

    public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key)
    {
        key = _keys.Find(known => known.Key.PublicKey == serverIdentity)?.Key;
        return key is not null;
    }
}
