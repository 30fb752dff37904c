using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Keys;

/// <summary>A fixed set of accepted server keys. Immutable.</summary>
public sealed class VerificationKeyRing : IVerificationKeyRing
{
    private readonly FrozenDictionary<Utf8Text, IVerificationKey> _keys;

    /// <summary>Accepts <paramref name="keys"/>, each under its public key's text.</summary>
    public VerificationKeyRing(params IEnumerable<IVerificationKey> keys) => _keys = keys.ToFrozenDictionary(key => key.PublicKey);

    /// <inheritdoc/>
    public bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key) => _keys.TryGetValue(serverIdentity, out key);
}
