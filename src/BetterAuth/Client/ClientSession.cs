using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>The session: its token and access keys, and a refresh that is not known to be answered.</summary>
internal sealed record ClientSession
{
    public required Utf8Text Token { get; init; }

    /// <summary>Until when the token is accepted.</summary>
    public required DateTimeOffset Expiry { get; init; }

    /// <summary>Signs access requests.</summary>
    public required HeldKey Current { get; init; }

    /// <summary>What the token commits to.</summary>
    public required HeldKey Next { get; init; }

    /// <summary>What the pending refresh commits to.</summary>
    public HeldKey? Future { get; init; }

    /// <summary>The refresh that was sent last.</summary>
    public PendingMessage? Pending { get; init; }
}
