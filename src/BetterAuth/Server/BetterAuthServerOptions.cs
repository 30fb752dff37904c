using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Keys;
using BetterAuth.Sessions;
using BetterAuth.Storage;

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

    /// <summary>The keys that challenges are made with.</summary>
    public required ChallengeKeys ChallengeKeys { get; init; }

    /// <summary>The application's attributes. Default: <c>{}</c> for everybody.</summary>
    public IAttributeSource? Attributes { get; init; }

    /// <summary>Who may be created. Default: <see cref="HashIdentityVerifier"/>.</summary>
    public IIdentityVerifier? IdentityVerifier { get; init; }

    /// <summary>Lifetimes.</summary>
    public SessionOptions Sessions { get; init; } = new();

    /// <summary>Which nonces are taken. Default: all (<see cref="NoncePolicy.Compatible"/>).</summary>
    public NoncePolicy Nonces { get; init; } = NoncePolicy.Compatible;

    /// <summary>
    /// Whether <c>/session/create</c> keeps to itself why it refuses: unknown, revoked and other identities' devices, challenges that are unknown or used, and signatures that do not verify are then all answered with the same BA203.
    /// Nobody without a device's key learns which devices and identities exist; the metrics still tell what it was. Default: false, the reasons are told, as every implementation does.
    /// </summary>
    public bool HideReasons { get; init; }

    /// <summary>Active devices an identity may have. Default 100.</summary>
    public int MaxDevices { get; init; } = 100;

    /// <summary>
    /// How many processes serve these accounts, as the deployment declares it: nobody else knows. Where there are more than one, a <see cref="Storage.MemoryAccountStore"/> is refused: each would have accounts of its own. Default 1.
    /// </summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Whether a store in memory is taken for several nodes all the same: for tests, and where requests of one account always reach one node. Default: false.</summary>
    public bool AllowInMemoryInCluster { get; init; }

    /// <summary>How texts and keys look. Default: CESR, P-256, BLAKE3.</summary>
    public CryptographicSuite Suite { get; init; } = CryptographicSuite.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Throws <see cref="ArgumentException"/> saying what to change.</summary>
    internal void Validate()
    {
        Require(ResponseKey.PublicKey != AccessKey.PublicKey, nameof(ResponseKey), "must differ from AccessKey: a signature made in one role must never count in another");
        Require(AccessKeys is null || AccessKeys.TryGet(AccessKey.PublicKey, out _), nameof(AccessKeys), "must hold AccessKey, or no session could be refreshed");
        Require(ResponseKey.SignatureLength == Suite.Verifier.SignatureLength, nameof(ResponseKey), "must sign as the suite verifies");
        Require(AccessKey.SignatureLength == Suite.Verifier.SignatureLength, nameof(AccessKey), "must sign as the suite verifies");
        Require(MaxDevices is >= 1 and <= 10_000, nameof(MaxDevices), "must be between 1 and 10,000");
        Require(AccessKeys is null || !AccessKeys.TryGet(ResponseKey.PublicKey, out _), nameof(AccessKeys), "must not hold ResponseKey: a signature made in one role must never count in another");
        Require(Nodes >= 1, nameof(Nodes), "must be at least 1");
        Require(
            Nodes == 1 || AllowInMemoryInCluster || Store is not MemoryAccountStore,
            nameof(Store),
            $"is in memory, and there are {Nodes} nodes: use a store that they share, or set AllowInMemoryInCluster");
        Sessions.Validate();
    }

    private static void Require(bool holds, string name, string rule) => Configuration.Require(holds, nameof(BetterAuthServerOptions), name, rule);
}
