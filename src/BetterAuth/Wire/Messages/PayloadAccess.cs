namespace BetterAuth.Wire.Messages;

/// <summary><c>payload.access</c> of the ten operations' requests.</summary>
[BetterAuthMessage]
public readonly partial record struct RequestAccess
{
    /// <summary>The client's nonce; the answer repeats it.</summary>
    [Text(TextShape.Nonce)]
    public required Utf8Text Nonce { get; init; }
}

/// <summary><c>payload.access</c> of an access request.</summary>
[BetterAuthMessage]
public readonly partial record struct AccessRequestAccess
{
    /// <summary>The client's nonce; accepted once.</summary>
    [Text(TextShape.Nonce)]
    public required Utf8Text Nonce { get; init; }

    /// <summary>When the client signed.</summary>
    [Text(TextShape.Timestamp)]
    public required Utf8Text Timestamp { get; init; }

    /// <summary>The session's token.</summary>
    [Text(TextShape.Token)]
    public required Utf8Text Token { get; init; }
}

/// <summary><c>payload.access</c> of every answer.</summary>
[BetterAuthMessage]
public readonly partial record struct ResponseAccess
{
    /// <summary>The request's nonce.</summary>
    [Text(TextShape.Nonce)]
    public required Utf8Text Nonce { get; init; }

    /// <summary>Names the response key that signs: its public key text.</summary>
    [Text(TextShape.PublicKey)]
    public required Utf8Text ServerIdentity { get; init; }
}
