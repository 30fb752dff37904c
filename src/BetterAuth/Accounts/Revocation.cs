using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>A device whose tokens are no longer good; written in the commit that revokes it, for access verifiers to read.</summary>
/// <param name="Device">The device's text.</param>
/// <param name="Until">From when on no token of it can be live any more.</param>
public readonly record struct Revocation(Utf8Text Device, DateTimeOffset Until);
