using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>A message as its maker knows it: what it says, beside the bytes that say it.</summary>
internal sealed record ModelMessage
{
    /// <summary>The endpoint whose shape it has.</summary>
    public required Operation Home { get; init; }

    /// <summary>The exact text of <c>payload.request</c>.</summary>
    public required string Request { get; init; }

    /// <summary>Who signs it.</summary>
    public required ISigningKey Signer { get; init; }

    /// <summary>The operation its nonce is bound to; null: an ordinary nonce.</summary>
    public Operation? BoundTo { get; init; }

    /// <summary>Whether the signature was spoilt afterwards.</summary>
    public bool IsSpoilt { get; init; }

    public byte[] Bytes { get; init; } = [];

    public string Identity { get; init; } = "";

    public string Device { get; init; } = "";

    public string PublicKey { get; init; } = "";

    public string RotationHash { get; init; } = "";

    public string RecoveryHash { get; init; } = "";

    public string RecoveryKey { get; init; } = "";

    /// <summary>Unlink.</summary>
    public string Target { get; init; } = "";

    /// <summary>Link.</summary>
    public ModelContainer? Container { get; init; }

    /// <summary>Create session.</summary>
    public string Challenge { get; init; } = "";

    /// <summary>Refresh.</summary>
    public string Token { get; init; } = "";
}

/// <summary>A link container.</summary>
internal sealed record ModelContainer(string Identity, string Device, string PublicKey, string RotationHash, bool IsSigned);

/// <summary>What the model expects: nothing to complain of (then <see cref="Branch"/> says why it is acknowledged), or some things, of which the server names any one.</summary>
internal sealed record Expected(string Branch, params string[] Faults)
{
    /// <summary>The claims of the token that is given.</summary>
    public ModelClaims? Claims { get; init; }
}

/// <summary>A token's claims.</summary>
internal sealed record ModelClaims(string Identity, string Device, string PublicKey, string RotationHash, DateTimeOffset IssuedAt, DateTimeOffset Expiry, DateTimeOffset RefreshExpiry);
