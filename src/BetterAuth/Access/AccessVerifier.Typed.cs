using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Access;

public sealed partial class AccessVerifier
{
    /// <summary>
    /// Verifies <paramref name="message"/> and reads its request and attributes as the application's own types. That comes last: a request of another shape has used its nonce up and is refused with BA101, field <c>request.…</c>.
    /// </summary>
    public async ValueTask<TypedAccessResult<TRequest, TAttributes>> VerifyAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes>
    {
        AccessResult result = await VerifyAsync(message, cancellationToken).ConfigureAwait(false);
        if (!result.IsVerified)
        {
            return new(result.Refusal);
        }

        using VerifiedAccess access = result.Access;
        return access.TryReadRequest<TRequest>(out TRequest? request, out Refusal? refusal) && access.TryReadAttributes<TAttributes>(out TAttributes? attributes, out refusal)
            ? new(new TypedAccess<TRequest, TAttributes>(access.Identity.ToOwned(), access.Device.ToOwned(), access.Nonce.ToOwned(), request, attributes, access.Expiry))
            : new(refusal);
    }

    /// <summary>As <see cref="VerifyAsync(ReadOnlyMemory{byte}, CancellationToken)"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public async ValueTask<VerifiedAccess> VerifyOrThrowAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        AccessResult result = await VerifyAsync(message, cancellationToken).ConfigureAwait(false);
        return result.IsVerified ? result.Access : throw result.Refusal.ToException();
    }

    /// <summary>As <see cref="VerifyAsync{TRequest, TAttributes}"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public async ValueTask<TypedAccess<TRequest, TAttributes>> VerifyOrThrowAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes>
    {
        TypedAccessResult<TRequest, TAttributes> result = await VerifyAsync<TRequest, TAttributes>(message, cancellationToken).ConfigureAwait(false);
        return result.IsVerified ? result.Access : throw result.Refusal.ToException();
    }
}
