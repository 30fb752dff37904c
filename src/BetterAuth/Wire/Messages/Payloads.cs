namespace BetterAuth.Wire.Messages;

/// <summary>The payload of a request: <c>{"access":…,"request":…}</c>. Its canonical text is the signing payload.</summary>
/// <typeparam name="TAccess"><see cref="RequestAccess"/> or <see cref="AccessRequestAccess"/>.</typeparam>
/// <typeparam name="TRequest">The request; <see cref="RawJson"/> for an application's own.</typeparam>
[BetterAuthMessage]
public readonly partial record struct RequestPayload<TAccess, TRequest>
    where TAccess : struct, IWireView<TAccess>
    where TRequest : struct, IWireView<TRequest>
{
    /// <summary>Nonce, and for access requests time and token.</summary>
    public required TAccess Access { get; init; }

    /// <summary>The request.</summary>
    public required TRequest Request { get; init; }
}

/// <summary>The payload of an answer: <c>{"access":…,"response":…}</c>. Its canonical text is the signing payload.</summary>
/// <typeparam name="TResponse">The response; <see cref="RawJson"/> for an application's own.</typeparam>
[BetterAuthMessage]
public readonly partial record struct ResponsePayload<TResponse>
    where TResponse : struct, IWireView<TResponse>
{
    /// <summary>Nonce and server identity.</summary>
    public required ResponseAccess Access { get; init; }

    /// <summary>The response.</summary>
    public required TResponse Response { get; init; }
}
