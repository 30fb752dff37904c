namespace BetterAuth.Wire.Messages;

/// <summary><c>response</c> of every operation that answers with nothing but its signature: <c>{}</c>.</summary>
[BetterAuthMessage]
public readonly partial record struct EmptyResponse
{
}

/// <summary><c>response</c> of <see cref="Operation.RequestSession"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct RequestSessionResponse
{
    /// <summary>The challenge.</summary>
    public required ChallengeAuthentication Authentication { get; init; }
}

/// <summary><c>response</c> of <see cref="Operation.CreateSession"/> and <see cref="Operation.RefreshSession"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct SessionResponse
{
    /// <summary>The token.</summary>
    public required TokenAccess Access { get; init; }
}
