namespace BetterAuth.Errors;

/// <summary>The protocol's error codes (error catalogue of better-auth; <c>docs/protocol/errors.md</c>). The number is the code: <see cref="InvalidMessage"/> is <c>BA101</c>.</summary>
public enum ErrorCode
{
    /// <summary>BA000: anything the catalogue has no code of its own for.</summary>
    BetterAuth = 0,

    /// <summary>BA101: the message is malformed, has the wrong members or its signature does not verify.</summary>
    InvalidMessage = 101,

    /// <summary>BA102: the identity cannot be derived, is unknown, deleted, or exists already.</summary>
    InvalidIdentity = 102,

    /// <summary>BA103: the device cannot be derived, is unknown, revoked, or exists already.</summary>
    InvalidDevice = 103,

    /// <summary>BA104: a rotation, recovery or refresh hash is not the committed one, was used before, or commits to itself.</summary>
    InvalidHash = 104,

    /// <summary>BA203: a challenge is unknown or used, an access nonce was seen before, or a response carries another nonce.</summary>
    IncorrectNonce = 203,

    /// <summary>BA302: the link container names another identity than the request.</summary>
    MismatchedIdentities = 302,

    /// <summary>BA401: the token has expired.</summary>
    ExpiredToken = 401,

    /// <summary>BA403: the token was issued in the future.</summary>
    FutureToken = 403,

    /// <summary>BA501: the request's time stamp is too old, or the challenge has expired.</summary>
    StaleRequest = 501,

    /// <summary>BA502: the request's time stamp lies in the future.</summary>
    FutureRequest = 502,
}
