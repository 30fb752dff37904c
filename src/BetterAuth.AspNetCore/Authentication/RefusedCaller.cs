using BetterAuth.Errors;

namespace BetterAuth.AspNetCore.Authentication;

/// <summary>What the authentication handler refused, as a feature of the HTTP context: asking again could only find the nonce used.</summary>
/// <param name="Refusal">Why.</param>
internal sealed record RefusedCaller(Refusal Refusal);
