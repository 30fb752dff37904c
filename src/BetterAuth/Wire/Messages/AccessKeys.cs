namespace BetterAuth.Wire.Messages;

/// <summary><c>access</c> of a session's creation.</summary>
[BetterAuthMessage]
public readonly partial record struct AccessKeys
{
    /// <summary>The session's access key.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(next access key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }
}

/// <summary><c>access</c> of a refresh.</summary>
[BetterAuthMessage]
public readonly partial record struct RefreshAccess
{
    /// <summary>The access key the token committed to, revealed now; it signs the message.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text PublicKey { get; init; }

    /// <summary>H(next access key).</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text RotationHash { get; init; }

    /// <summary>The session's last token.</summary>
    [Text(TextShape.Token)]
    public required Utf8Text Token { get; init; }
}

/// <summary><c>access</c> of the answers that carry a token.</summary>
[BetterAuthMessage]
public readonly partial record struct TokenAccess
{
    /// <summary>The token.</summary>
    [Text(TextShape.Token)]
    public required Utf8Text Token { get; init; }
}
