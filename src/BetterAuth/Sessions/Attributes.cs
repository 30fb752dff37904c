using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Sessions;

/// <summary>Asks the application for a caller's attributes without trusting it to answer.</summary>
internal static class Attributes
{
    /// <summary>Longest attributes in bytes; the claims, 32 KiB at most, must hold them.</summary>
    public const int MaxLength = 16 * 1024;

    private static readonly RawJson Empty = RawJson.Verbatim("{}"u8.ToArray());

    /// <summary>The attributes; an application that throws or does not answer in time is an outage.</summary>
    public static async ValueTask<RawJson> GetAsync(IAttributeSource? source, Utf8Text identity, Utf8Text device, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            return Empty;
        }

        using CancellationTokenSource deadline = new(timeout, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await source.GetAttributesAsync(identity, device, either.Token).AsTask().WaitAsync(timeout, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            throw new StoreUnavailableException("The application did not give the caller's attributes.", exception);
        }
    }
}
