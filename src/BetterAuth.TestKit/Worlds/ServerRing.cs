using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Worlds;

/// <summary>The keys of one role, access or response, as the deployment's operator has them: the one that servers are given, former ones that are accepted still, and those that were withdrawn. Changes between steps.</summary>
internal sealed class ServerRing : IVerificationKeyRing
{
    private readonly List<ServerKey> _keys;

    public ServerRing(ISigningKey first, DateTimeOffset since) => _keys = [new(first, since)];

    /// <summary>What a server that starts now signs with.</summary>
    public ServerKey Current => _keys[^1];

    public IEnumerable<ServerKey> All => _keys;

    public IEnumerable<ServerKey> Accepted => _keys.Where(key => key.Left is null);

    public ServerKey? Find(Utf8Text identity) => _keys.Find(key => key.Key.PublicKey == identity);

    public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key)
    {
        key = Find(serverIdentity) is { Left: null } accepted ? accepted.Key : null;
        return key is not null;
    }

    /// <summary>Everybody accepts the new key before any server signs with it.</summary>
    public void Rotate(ISigningKey next, DateTimeOffset now) => _keys.Add(new(next, now));
}
