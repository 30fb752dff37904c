using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>A verified caller with its request and attributes in the application's own types. Owns what it holds: it outlives the request's buffer.</summary>
/// <param name="Identity">The account.</param>
/// <param name="Device">The device whose session it is.</param>
/// <param name="Nonce">The request's nonce; the answer repeats it.</param>
/// <param name="Request">What the caller signed.</param>
/// <param name="Attributes">What the server put into the caller's token.</param>
/// <param name="Expiry">Until when the token is accepted.</param>
/// <typeparam name="TRequest">The application's request.</typeparam>
/// <typeparam name="TAttributes">The application's attributes.</typeparam>
public sealed record TypedAccess<TRequest, TAttributes>(Utf8Text Identity, Utf8Text Device, Utf8Text Nonce, TRequest Request, TAttributes Attributes, DateTimeOffset Expiry);
