using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>Decides whether an identity may be created. What ships: <see cref="HashIdentityVerifier"/>. Thread-safe.</summary>
public interface IIdentityVerifier
{
    /// <summary>Whether <paramref name="identity"/> belongs to the keys; the protocol's rule is identity = H(publicKey ‖ rotationHash ‖ recoveryHash). False refuses with BA102.</summary>
    ValueTask<bool> VerifyAsync(Utf8Text identity, Utf8Text publicKey, Utf8Text rotationHash, Utf8Text recoveryHash, CancellationToken cancellationToken = default);
}
