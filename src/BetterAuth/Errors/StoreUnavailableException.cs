namespace BetterAuth.Errors;

/// <summary>
/// A store could not be reached or could not say whether it committed. Never a BA code: the request may be sent again unchanged (HTTP 503). Stores throw it; everything above fails closed.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Without further cause.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With the store's own exception as its cause.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
