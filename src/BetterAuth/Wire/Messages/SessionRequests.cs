namespace BetterAuth.Wire.Messages;

/// <summary><c>request</c> of <see cref="Operation.RequestSession"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct RequestSessionRequest
{
    /// <summary>Who wants a session.</summary>
    public required IdentityAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.CreateSession"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct CreateSessionRequest
{
    /// <summary>The session's keys.</summary>
    public required AccessKeys Access { get; init; }

    /// <summary>The device and the challenge it answers.</summary>
    public required SessionAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.RefreshSession"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct RefreshSessionRequest
{
    /// <summary>The session's next keys and its last token.</summary>
    public required RefreshAccess Access { get; init; }
}
