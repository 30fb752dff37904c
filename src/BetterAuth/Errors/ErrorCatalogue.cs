namespace BetterAuth.Errors;

/// <summary>The one table of codes, messages and exception types.</summary>
internal static class ErrorCatalogue
{
    public static string TextOf(ErrorCode code) => $"BA{(int)code:000}";

    public static bool TryParse(string? text, out ErrorCode code)
    {
        code = default;
        foreach (ErrorCode candidate in Enum.GetValues<ErrorCode>())
        {
            if (TextOf(candidate) == text)
            {
                code = candidate;
                return true;
            }
        }

        return false;
    }

    public static string MessageOf(ErrorCode code) => code switch
    {
        ErrorCode.InvalidMessage => "Message structure is invalid or malformed",
        ErrorCode.InvalidIdentity => "Identity verification failed",
        ErrorCode.InvalidDevice => "Device hash does not match hash(publicKey || rotationHash)",
        ErrorCode.InvalidHash => "Hash validation failed",
        ErrorCode.IncorrectNonce => "Response nonce does not match request nonce",
        ErrorCode.MismatchedIdentities => "Link container identity does not match request identity",
        ErrorCode.ExpiredToken => "Token has expired",
        ErrorCode.FutureToken => "Token issued_at timestamp is in the future",
        ErrorCode.StaleRequest => "Request timestamp is too old",
        ErrorCode.FutureRequest => "Request timestamp is in the future",
        _ => "Request was refused",
    };

    public static BetterAuthException ToException(Refusal refusal) => refusal.Code switch
    {
        ErrorCode.InvalidMessage => new InvalidMessageException(refusal),
        ErrorCode.InvalidIdentity => new InvalidIdentityException(refusal),
        ErrorCode.InvalidDevice => new InvalidDeviceException(refusal),
        ErrorCode.InvalidHash => new InvalidHashException(refusal),
        ErrorCode.IncorrectNonce => new IncorrectNonceException(refusal),
        ErrorCode.MismatchedIdentities => new MismatchedIdentitiesException(refusal),
        ErrorCode.ExpiredToken => new ExpiredTokenException(refusal),
        ErrorCode.FutureToken => new FutureTokenException(refusal),
        ErrorCode.StaleRequest => new StaleRequestException(refusal),
        ErrorCode.FutureRequest => new FutureRequestException(refusal),
        _ => new BetterAuthException(refusal),
    };
}
