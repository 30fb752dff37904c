namespace BetterAuth.Accounts;

/// <summary>What a request's nonce says about the request.</summary>
internal enum NonceBinding
{
    /// <summary>Nothing: an ordinary nonce, of a client that binds none.</summary>
    None,

    /// <summary>It was made for this operation with this content.</summary>
    Bound,

    /// <summary>It was made for this content at another endpoint: somebody redirected the message.</summary>
    Misrouted,
}
