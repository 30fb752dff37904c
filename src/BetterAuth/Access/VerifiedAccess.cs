using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>
/// A verified caller and its request. The texts are slices of the request's buffer and of one that is rented: they die with <see cref="Dispose"/>, after which every member throws <see cref="ObjectDisposedException"/>.
/// </summary>
/// <remarks>
/// A handle on pooled state: nothing is allocated. A handle that is used or disposed once too often cannot touch the request that has the state by then. Not thread-safe.
/// </remarks>
public readonly struct VerifiedAccess : IDisposable
{
    private readonly AccessState? _state;
    private readonly int _lease;

    internal VerifiedAccess(AccessState state)
    {
        _state = state;
        _lease = state.Lease;
    }

    /// <summary>The account.</summary>
    public Utf8Text Identity => State.Token.Identity;

    /// <summary>The device whose session it is.</summary>
    public Utf8Text Device => State.Token.Device;

    /// <summary>The session's access key.</summary>
    public Utf8Text PublicKey => State.Token.PublicKey;

    /// <summary>The request's nonce; the answer repeats it.</summary>
    public Utf8Text Nonce => State.Nonce;

    /// <summary>The application's request as the client signed it.</summary>
    public RawJson Request => State.Request;

    /// <summary>The token's attributes as the server signed them.</summary>
    public RawJson Attributes => State.Token.Attributes;

    /// <summary>Until when the token is accepted.</summary>
    public DateTimeOffset Expiry => State.Expiry;

    private AccessState State => _state is not null && _state.Lease == _lease ? _state : throw new ObjectDisposedException(nameof(VerifiedAccess));

    /// <summary>Reads the request as one of the application's own types; the refusal (BA101) names the field, <c>request.…</c>.</summary>
    public bool TryReadRequest<TRequest>([MaybeNullWhen(false)] out TRequest request, [NotNullWhen(false)] out Refusal? refusal)
        where TRequest : IWireMessage<TRequest> => Request.TryReadAs("request", out request, out refusal);

    /// <summary>Reads the token's attributes as one of the application's own types; the refusal (BA101) names the field, <c>attributes.…</c>.</summary>
    public bool TryReadAttributes<TAttributes>([MaybeNullWhen(false)] out TAttributes attributes, [NotNullWhen(false)] out Refusal? refusal)
        where TAttributes : IWireMessage<TAttributes> => Attributes.TryReadAs("attributes", out attributes, out refusal);

    /// <summary>Gives the rented state back. May be called more than once.</summary>
    public void Dispose()
    {
        if (_state is not null)
        {
            AccessState.Return(_state, _lease);
        }
    }
}
