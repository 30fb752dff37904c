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
    /// Null when it does. A nonce that was bound to another target, audience or time is to everybody an ordinary one, and a message of the ten operations has other members and never gets here:
    /// so there is something to find out only where bound nonces are required.
    /// </summary>
    public Refusal? Check(Utf8Text nonce, Utf8Text timestamp, RawJson request, AccessTarget? target)
    {
        if (policy != NoncePolicy.RequireBound)
        {
            return null;
        }

        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        noncer.TryDecode(nonce.Span, value);
        return target is { } here && AccessPurpose.IsBound(audience!, here, timestamp.Span, Hash256.Of(request.Span), value)
            ? null
            : Refusal.InvalidMessage("endpoint", "the message was not made for this method, audience, target and time");
    }
}
