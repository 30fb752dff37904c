namespace BetterAuth.Access;

/// <summary>Where an access request came to: what its nonce can be bound to beside the audience and the time stamp (exactly-once operations, section 7).</summary>
/// <param name="Method">The HTTP method, <c>POST</c>.</param>
/// <param name="Target">The request target as the client sent it, such as <c>/foo?bar=1</c>: before a proxy or a framework rewrote, folded or unescaped anything.</param>
/// <remarks>Never the transport's host: that names whatever the message was redirected to. The verifier's own <see cref="AccessVerifierOptions.Audience"/> stands for it.</remarks>
public readonly record struct AccessTarget(string Method, string Target);
