using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>The protocol's rule: identity = H(publicKey ‖ rotationHash ‖ recoveryHash).</summary>
/// <param name="hasher">The suite's hash.</param>
public sealed class HashIdentityVerifier(IHasher hasher) : IIdentityVerifier
{
    /// <inheritdoc/>
    public ValueTask<bool> VerifyAsync(Utf8Text identity, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash, CancellationToken cancellationToken = default) =>
        hasher is null ? new(false) : throw new NotImplementedException();
}
