using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>The protocol's rule: identity = H(publicKey ‖ rotationHash ‖ recoveryHash). Thread-safe.</summary>
public sealed class HashIdentityVerifier : IIdentityVerifier
{
    private readonly IHasher _hasher;

    /// <summary>Derives identities by the suite's hash.</summary>
    public HashIdentityVerifier(IHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        _hasher = hasher;
    }

    /// <inheritdoc/>
    public ValueTask<bool> VerifyAsync(Utf8Text identity, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash, CancellationToken cancellationToken = default) =>
        new(identity == Derivations.IdentityOf(_hasher, publicKey, rotationHash, recoveryHash));
}
