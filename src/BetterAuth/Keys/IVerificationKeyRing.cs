using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Keys;

/// <summary>The server keys that a client or verifier accepts, by identity. What ships: <see cref="VerificationKeyRing"/>. Thread-safe; no I/O on the look-up.</summary>
public interface IVerificationKeyRing
{
    /// <summary>The key named <paramref name="serverIdentity"/>, if it is accepted.</summary>
    bool TryGet(Utf8Text serverIdentity, [NotNullWhen(true)] out IVerificationKey? key);
}
