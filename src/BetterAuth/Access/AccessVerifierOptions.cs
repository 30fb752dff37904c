using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
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

    /// <summary>
    /// This service's name, as its clients have it in <see cref="Client.BetterAuthClientOptions.Audience"/>: the same request bound to another audience is not this one's. Compared as text; 1 to 256 characters of a host's name, no slash.
    /// Default: none; then no access request counts as bound.
    /// </summary>
    public string? Audience { get; init; }

    /// <summary>Which nonces are taken. <see cref="NoncePolicy.RequireBound"/> needs an <see cref="Audience"/>, and calls that say where the request came to. Default: all (<see cref="NoncePolicy.Compatible"/>).</summary>
    public NoncePolicy Nonces { get; init; } = NoncePolicy.Compatible;

    /// <summary>
    /// How many tokens are remembered whose signature was verified, so that later requests of the session cost one signature and not two; 0 to 1,048,576, 0: none. About 1 KiB each, 6 KiB at most.
    /// Times, revocations and the validity of the server's key are checked for every request all the same. Default: 8,192.
    /// </summary>
    public int TokenCacheSize { get; init; } = 8192;

    /// <summary>How many processes verify requests for these services, as the deployment declares it. Where there are more than one, a <see cref="MemoryReplayLock"/> is refused: each request would count once at every node. Default 1.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Whether a lock in memory is taken for several nodes all the same: where nonces are bound to a node (an <see cref="Audience"/> of its own), or requests of one key always reach one node. Default: false.</summary>
    public bool AllowInMemoryInCluster { get; init; }

    /// <summary>Time rules.</summary>
    public AccessOptions Times { get; init; } = new();

    /// <summary>How texts and keys look. Default: CESR, P-256, BLAKE3.</summary>
    public CryptographicSuite Suite { get; init; } = CryptographicSuite.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Throws <see cref="ArgumentException"/> saying what to change.</summary>
    internal void Validate()
    {
        Times.Validate();
        Require(TokenCacheSize is >= 0 and <= 1 << 20, nameof(TokenCacheSize), "must be between 0 and 1,048,576 tokens");
        Require(Nodes >= 1, nameof(Nodes), "must be at least 1");
        Require(
            Nodes == 1 || AllowInMemoryInCluster || ReplayLock is not MemoryReplayLock,
            nameof(ReplayLock),
            $"is in memory, and there are {Nodes} nodes: use a lock that they share, or set AllowInMemoryInCluster");
        Require(Audience is null || AccessPurpose.IsAudience(Audience), nameof(Audience), AccessPurpose.AudienceRule);
        Require(Audience is not null || Nonces != NoncePolicy.RequireBound, nameof(Nonces), "is RequireBound, which needs an Audience: the name of this service that its clients are configured with");
    }

    private static void Require(bool holds, string name, string rule) => Configuration.Require(holds, nameof(AccessVerifierOptions), name, rule);
}
