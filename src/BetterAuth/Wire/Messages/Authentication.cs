namespace BetterAuth.Wire.Messages;

/// <summary><c>authentication</c> of delete, rotate, link, unlink and of a link container.</summary>
[BetterAuthMessage]
public readonly partial record struct DeviceAuthentication
{
    /// <summary>H(publicKey ‖ rotationHash) of the device's first keys.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    /// <summary>The account.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Identity { get; init; }

    /// <summary>The key committed to before, revealed now; it signs the message.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(next public key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }
}

/// <summary><c>authentication</c> of create and of a change of the recovery key.</summary>
[BetterAuthMessage]
public readonly partial record struct RegistrationAuthentication
{
    /// <summary>H(publicKey ‖ rotationHash) of the device's first keys.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    /// <summary>The account.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Identity { get; init; }

    /// <summary>The key committed to before, revealed now; it signs the message.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(recovery public key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RecoveryHash { get; init; }

    /// <summary>H(next public key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }
}

/// <summary><c>authentication</c> of a recovery; the recovery key signs.</summary>
[BetterAuthMessage]
public readonly partial record struct RecoveryAuthentication
{
    /// <summary>H(publicKey ‖ rotationHash) of the device's first keys.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    /// <summary>The account.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Identity { get; init; }

    /// <summary>The new device's first key.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(next recovery public key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RecoveryHash { get; init; }

    /// <summary>The recovery key committed to before.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text RecoveryKey { get; init; }

    /// <summary>H(next public key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }
}

/// <summary><c>authentication</c> of a session request.</summary>
[BetterAuthMessage]
public readonly partial record struct IdentityAuthentication
{
    /// <summary>The account.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Identity { get; init; }
}

/// <summary><c>authentication</c> of a session's creation; the device's current key signs.</summary>
[BetterAuthMessage]
public readonly partial record struct SessionAuthentication
{
    /// <summary>H(publicKey ‖ rotationHash) of the device's first keys.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    /// <summary>The challenge.</summary>
    [Text(TextShape.Nonce)]
    public required Utf8Text Nonce { get; init; }
}

/// <summary><c>authentication</c> of the answer to a session request.</summary>
[BetterAuthMessage]
public readonly partial record struct ChallengeAuthentication
{
    /// <summary>The challenge.</summary>
    [Text(TextShape.Nonce)]
    public required Utf8Text Nonce { get; init; }
}
