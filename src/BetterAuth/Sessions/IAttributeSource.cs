using BetterAuth.Wire;

namespace BetterAuth.Sessions;

/// <summary>The application's attributes of a caller, put into the token when a session is created (and kept over refreshes). Thread-safe.</summary>
public interface IAttributeSource
{
    /// <summary>Any JSON value for the caller; at most 16 KiB. Throwing, or taking too long, refuses the session with 503 and consumes nothing.</summary>
    ValueTask<RawJson> GetAttributesAsync(Utf8Text identity, Utf8Text device, CancellationToken cancellationToken = default);
}
