namespace BetterAuth.Wire.Messages;

/// <summary>The bytes that a signature covers, for an application's own request and response types: what its access key, or the server's response key, signs. For signing elsewhere and for checking what was signed.</summary>
/// <remarks>UTF-8, canonical (the same bytes a peer gets that parses and re-serialises). Throws <see cref="ArgumentException"/> for values JSON cannot carry. Thread-safe.</remarks>
public static class SigningPayload
{
    /// <summary><c>{"access":{"nonce","timestamp","token"},"request":…}</c>.</summary>
    /// <param name="access">Nonce, time and token of the request.</param>
    /// <param name="request">The application's request.</param>
    /// <typeparam name="TRequest">A declared message, or <see cref="RawJson"/>.</typeparam>
    public static byte[] OfRequest<TRequest>(in AccessRequestAccess access, in TRequest request)
        where TRequest : IWireWritable<TRequest> => WireWriter.ToArray(new AccessPayload<TRequest>(access, request));

    /// <summary><c>{"access":{"nonce","serverIdentity"},"response":…}</c>.</summary>
    /// <param name="access">The request's nonce, and the response key's name.</param>
    /// <param name="response">The application's response.</param>
    /// <typeparam name="TResponse">A declared message, or <see cref="RawJson"/>.</typeparam>
    public static byte[] OfResponse<TResponse>(in ResponseAccess access, in TResponse response)
        where TResponse : IWireWritable<TResponse> => WireWriter.ToArray(new AnswerPayload<TResponse>(access, response));
}
