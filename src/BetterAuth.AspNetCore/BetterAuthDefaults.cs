namespace BetterAuth.AspNetCore;

/// <summary>Names used in a host.</summary>
public static class BetterAuthDefaults
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "BetterAuth";

    /// <summary>The claim that holds the identity's text (also the principal's name).</summary>
    public const string IdentityClaim = "identity";

    /// <summary>The claim that holds the device's text.</summary>
    public const string DeviceClaim = "device";

    /// <summary>The claim that holds the token's attributes as raw JSON.</summary>
    public const string AttributesClaim = "attributes";
}
