using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>What a <see cref="BetterAuthClient"/> is built from. Immutable.</summary>
public sealed record BetterAuthClientOptions
{
    /// <summary>Carries messages to the server.</summary>
    public required INetwork Network { get; init; }

    /// <summary>Keeps keys, position, session and pending messages.</summary>
    public required IClientStore Store { get; init; }

    /// <summary>The server's response keys that are accepted, by identity.</summary>
    public required IVerificationKeyRing ResponseKeys { get; init; }

    /// <summary>
    /// The name of the service that access requests are for, as its verifiers have it in <see cref="Access.AccessVerifierOptions.Audience"/>; their nonces are then bound to it, to the path and to the time. 1 to 256 characters of a host's name, no slash.
    /// Default: none; access requests then carry random nonces, as those of every other implementation.
    /// </summary>
    public string? Audience { get; init; }

    /// <summary>What an acknowledgement is worth. Default: <see cref="AcknowledgementTrust.Believe"/> where <see cref="INetwork.AuthenticatesServer"/>, else <see cref="AcknowledgementTrust.Confirm"/>.</summary>
    public AcknowledgementTrust? Trust { get; init; }

    /// <summary>What may be expected of the server when a message is sent again.</summary>
    public PeerServer Server { get; init; }

    /// <summary>The deployment's paths.</summary>
    public IAuthenticationPaths Paths { get; init; } = AuthenticationPaths.Default;

    /// <summary>How texts and keys look. Default: CESR, P-256, BLAKE3.</summary>
    public CryptographicSuite Suite { get; init; } = CryptographicSuite.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether an operation that waited goes on within the end of the one before it, on its thread: for simulations, which have one thread.</summary>
    internal bool RunsWaitersInline { get; init; }
}
