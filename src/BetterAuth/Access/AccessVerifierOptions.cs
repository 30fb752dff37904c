using BetterAuth.Cryptography;
using BetterAuth.Keys;

namespace BetterAuth.Access;

/// <summary>What an <see cref="AccessVerifier"/> is built from. Immutable; validated by its constructor, which throws <see cref="ArgumentException"/> with a message that says what to change.</summary>
public sealed record AccessVerifierOptions
{
    /// <summary>The access keys whose tokens are accepted.</summary>
    public required IVerificationKeyRing AccessKeys { get; init; }

    /// <summary>Remembers used nonces. Several nodes need a shared one.</summary>
    public required IReplayLock ReplayLock { get; init; }

    /// <summary>The devices that are revoked. Default: none; then a revoked device's token is good until it expires, 15 minutes at most by default.</summary>
    public RevocationList? Revocations { get; init; }

    /// <summary>Time rules.</summary>
    public AccessOptions Times { get; init; } = new();

    /// <summary>How texts and keys look. Default: CESR, P-256, BLAKE3.</summary>
    public CryptographicSuite Suite { get; init; } = CryptographicSuite.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
