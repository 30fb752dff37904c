using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Access;

public sealed partial class AccessVerifier
{
    /// <summary>
    /// Verifies <paramref name="message"/> and reads its request and attributes as the application's own types. That comes last: a request of another shape has used its nonce up and is refused with BA101, field <c>request.…</c>.
    /// </summary>
    public ValueTask<TypedAccessResult<TRequest, TAttributes>> VerifyAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes> => ReadAsync<TRequest, TAttributes>(VerifyAsync(message, target: null, cancellationToken));

    /// <summary>As <see cref="VerifyAsync{TRequest, TAttributes}(ReadOnlyMemory{byte}, CancellationToken)"/>, for a request that came to <paramref name="target"/>.</summary>
    public ValueTask<TypedAccessResult<TRequest, TAttributes>> VerifyAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, AccessTarget target, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes> => ReadAsync<TRequest, TAttributes>(VerifyAsync(message, (AccessTarget?)target, cancellationToken));

    /// <summary>As <see cref="VerifyAsync(ReadOnlyMemory{byte}, CancellationToken)"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public ValueTask<VerifiedAccess> VerifyOrThrowAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => OrThrow(VerifyAsync(message, target: null, cancellationToken));

    /// <summary>As <see cref="VerifyAsync(ReadOnlyMemory{byte}, AccessTarget, CancellationToken)"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public ValueTask<VerifiedAccess> VerifyOrThrowAsync(ReadOnlyMemory<byte> message, AccessTarget target, CancellationToken cancellationToken = default) => OrThrow(VerifyAsync(message, (AccessTarget?)target, cancellationToken));

    /// <summary>As <see cref="VerifyAsync{TRequest, TAttributes}(ReadOnlyMemory{byte}, CancellationToken)"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public ValueTask<TypedAccess<TRequest, TAttributes>> VerifyOrThrowAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes> => OrThrow(VerifyAsync<TRequest, TAttributes>(message, cancellationToken));

    /// <summary>As <see cref="VerifyAsync{TRequest, TAttributes}(ReadOnlyMemory{byte}, AccessTarget, CancellationToken)"/>; throws the <see cref="BetterAuthException"/> of the refusal's code.</summary>
    public ValueTask<TypedAccess<TRequest, TAttributes>> VerifyOrThrowAsync<TRequest, TAttributes>(ReadOnlyMemory<byte> message, AccessTarget target, CancellationToken cancellationToken = default)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes> => OrThrow(VerifyAsync<TRequest, TAttributes>(message, target, cancellationToken));

    private static async ValueTask<TypedAccessResult<TRequest, TAttributes>> ReadAsync<TRequest, TAttributes>(ValueTask<AccessResult> verification)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes>
    {
        AccessResult result = await verification.ConfigureAwait(false);
        if (!result.IsVerified)
        {
            return new(result.Refusal);
        }

        using VerifiedAccess access = result.Access;
        return access.TryReadRequest<TRequest>(out TRequest? request, out Refusal? refusal) && access.TryReadAttributes<TAttributes>(out TAttributes? attributes, out refusal)
            ? new(new TypedAccess<TRequest, TAttributes>(access.Identity.ToOwned(), access.Device.ToOwned(), access.Nonce.ToOwned(), request, attributes, access.Expiry))
            : new(refusal);
    }

    private static async ValueTask<VerifiedAccess> OrThrow(ValueTask<AccessResult> verification)
    {
        AccessResult result = await verification.ConfigureAwait(false);
        return result.IsVerified ? result.Access : throw result.Refusal.ToException();
    }

    private static async ValueTask<TypedAccess<TRequest, TAttributes>> OrThrow<TRequest, TAttributes>(ValueTask<TypedAccessResult<TRequest, TAttributes>> verification)
        where TRequest : IWireMessage<TRequest>
        where TAttributes : IWireMessage<TAttributes>
    {
        TypedAccessResult<TRequest, TAttributes> result = await verification.ConfigureAwait(false);
        return result.IsVerified ? result.Access : throw result.Refusal.ToException();
    }
}
