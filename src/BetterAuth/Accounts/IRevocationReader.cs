using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>Where access verifiers read which devices are revoked: what <see cref="AccountCommit.Revocations"/> published. The stores that ship are readers; a verifier elsewhere needs one of its own.</summary>
/// <remarks>Thread-safe. Throws <see cref="StoreUnavailableException"/> when it cannot answer.</remarks>
public interface IRevocationReader
{
    /// <summary>The revocations of all identities that are remembered, at most <paramref name="limit"/>. What was committed before the call is in the answer.</summary>
    ValueTask<IReadOnlyList<(Utf8Text Identity, Revocation Revocation)>> RevocationsAsync(int limit, CancellationToken cancellationToken = default);
}
