namespace BetterAuth.Wire.Messages;

/// <summary>The claims inside a token, as the server's access key signed them.</summary>
[BetterAuthMessage]
public readonly partial record struct AccessToken
{
    /// <summary>Names the access key that signed: its public key text.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text ServerIdentity { get; init; }

    /// <summary>H(publicKey ‖ rotationHash) of the device's first keys.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }

    /// <summary>The account.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Identity { get; init; }

    /// <summary>The session's access key.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(next access key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }

    /// <summary>When the token was issued.</summary>
    [Text(TextShape.Timestamp)]
    public required Utf8Text IssuedAt { get; init; }

    /// <summary>Until when requests are accepted.</summary>
    [Text(TextShape.Timestamp)]
    public required Utf8Text Expiry { get; init; }

    /// <summary>Until when the session may be refreshed; constant over its refreshes.</summary>
    [Text(TextShape.Timestamp)]
    public required Utf8Text RefreshExpiry { get; init; }

    /// <summary>The server's attributes: any JSON value.</summary>
    public required RawJson Attributes { get; init; }
}
