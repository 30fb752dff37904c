namespace BetterAuth.Accounts;

/// <summary>Which nonces a server or a verifier takes (exactly-once operations, section 7).</summary>
public enum NoncePolicy
{
    /// <summary>All clients are served; a message whose nonce is bound to another operation is refused. What a redirected message of a client that binds none can do stays: a rotate delivered as a delete deletes.</summary>
    Compatible,

    /// <summary>Only request-bound nonces: nothing can be redirected, and a signed answer is a receipt for exactly one operation with one content. Clients of other implementations are refused.</summary>
    RequireBound,
}
