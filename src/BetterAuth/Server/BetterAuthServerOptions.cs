using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Sessions;

namespace BetterAuth.Server;

/// <summary>What a <see cref="BetterAuthServer"/> is built from. Immutable; validated by its constructor, which throws <see cref="ArgumentException"/> with a message that says what to change.</summary>
public sealed record BetterAuthServerOptions
{
    /// <summary>Where accounts live.</summary>
    public required IAccountStore Store { get; init; }

    /// <summary>Signs every answer. Must differ from <see cref="AccessKey"/>.</summary>
    public required ISigningKey ResponseKey { get; init; }

    /// <summary>Signs tokens.</summary>
    public required ISigningKey AccessKey { get; init; }

    /// <summary>The access keys whose tokens may be refreshed; must hold <see cref="AccessKey"/>. Default: that one alone.</summary>
    public IVerificationKeyRing? AccessKeys { get; init; }

    /// <summary>The keys of the challenges' authentication codes.</summary>
    public required ChallengeKeys ChallengeKeys { get; init; }

    /// <summary>The application's attributes. Default: <c>{}</c> for everybody.</summary>
    public IAttributeSource? Attributes { get; init; }

    /// <summary>Who may be created. Default: <see cref="HashIdentityVerifier"/>.</summary>
    public IIdentityVerifier? IdentityVerifier { get; init; }

    /// <summary>Lifetimes.</summary>
    public SessionOptions Sessions { get; init; } = new();

    /// <summary>Active devices an identity may have. Default 100.</summary>
    public int MaxDevices { get; init; } = 100;

    /// <summary>How texts and keys look. Default: CESR, P-256, BLAKE3.</summary>
    public CryptographicSuite Suite { get; init; } = CryptographicSuite.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
