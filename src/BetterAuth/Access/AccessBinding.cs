using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>Whether a nonce allows an access request where it came to. Allocates nothing for one that is allowed.</summary>
internal sealed class AccessBinding(NoncePolicy policy, string? audience, INoncer noncer)
{
    /// <summary>Throws for a call that cannot say what the policy asks for.</summary>
    public void Require(AccessTarget? target)
    {
        if (target is null && policy == NoncePolicy.RequireBound)
        {
            throw new InvalidOperationException("AccessVerifierOptions.Nonces is RequireBound: say where the request came to, with the VerifyAsync that takes an AccessTarget.");
        }
    }

    /// <summary>
    /// Null when it does. A nonce that was bound to another target, audience or time is to everybody an ordinary one: only <see cref="NoncePolicy.RequireBound"/> refuses it.
    /// </summary>
    public Refusal? Check(Utf8Text nonce, Utf8Text timestamp, RawJson request, AccessTarget? target)
    {
        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        noncer.TryDecode(nonce.Span, value);
        Hash256 hash = Hash256.Of(request.Span);
        if (audience is not null && target is { } here && AccessPurpose.IsBound(audience, here, timestamp.Span, hash, value))
        {
            return null;
        }

        return policy == NoncePolicy.RequireBound || BoundNonce.IsBoundToOperation(value, hash)
            ? Refusal.InvalidMessage("endpoint", "the message was not made for this method, audience, target and time")
            : null;
    }
}
