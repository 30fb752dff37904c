using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>A verified caller and its request. The texts are slices of the request's buffer and of one this object rents: they die with <see cref="Dispose"/>.</summary>
public sealed class VerifiedAccess : IDisposable
{
    /// <summary>The account.</summary>
    public Utf8Text Identity { get; internal set; }

    /// <summary>The device whose session it is.</summary>
    public Utf8Text Device { get; internal set; }

    /// <summary>The request's nonce; the answer repeats it.</summary>
    public Utf8Text Nonce { get; internal set; }

    /// <summary>The application's request as the client signed it.</summary>
    public RawJson Request { get; internal set; }

    /// <summary>The token's attributes as the server signed them.</summary>
    public RawJson Attributes { get; internal set; }

    /// <summary>Until when the token is accepted.</summary>
    public DateTimeOffset Expiry { get; internal set; }

    /// <summary>Gives the rented buffer back. Safe to call once only per verification.</summary>
    public void Dispose()
    {
    }
}
