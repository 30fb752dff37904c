namespace BetterAuth.Errors;

/// <summary>BA101: message structure is invalid or malformed.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class InvalidMessageException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA102: identity verification failed.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class InvalidIdentityException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA103: the device hash does not match, or the device is unknown or revoked.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class InvalidDeviceException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA104: hash validation failed.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class InvalidHashException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA203: the nonce is wrong, unknown or used.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class IncorrectNonceException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA302: link container and request name different identities.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class MismatchedIdentitiesException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA401: the token has expired.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class ExpiredTokenException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA403: the token was issued in the future.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class FutureTokenException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA501: the request is too old.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class StaleRequestException(Refusal refusal) : BetterAuthException(refusal);

/// <summary>BA502: the request lies in the future.</summary>
/// <param name="refusal">The refusal as a value.</param>
public sealed class FutureRequestException(Refusal refusal) : BetterAuthException(refusal);
