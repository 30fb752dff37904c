using BetterAuth.Wire;

namespace BetterAuth.AspNetCore;

/// <summary>What the authentication handler verified, as a feature of the HTTP context: a gateway signs its answer under <see cref="Nonce"/> and passes <see cref="Request"/> on.</summary>
/// <param name="Identity">The account.</param>
/// <param name="Device">The device whose session it is.</param>
/// <param name="Nonce">The request's nonce, for the answer.</param>
/// <param name="Request">What the caller signed.</param>
/// <param name="Attributes">What the server put into the caller's token.</param>
public sealed record VerifiedCaller(Utf8Text Identity, Utf8Text Device, Utf8Text Nonce, RawJson Request, RawJson Attributes);
