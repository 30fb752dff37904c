using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>One key chain of an identity, as the server knows it.</summary>
internal sealed record Device
{
    /// <summary>H(first public key ‖ first rotation hash); never changes.</summary>
    public required Utf8Text Id { get; init; }

    /// <summary>The current key.</summary>
    public required Utf8Text PublicKey { get; init; }

    /// <summary>The commitment to the next key.</summary>
    public required Utf8Text RotationHash { get; init; }

    /// <summary>For ever, once true.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>The position: how many rotation-gated messages were applied.</summary>
    public long Position { get; init; }

    /// <summary>The last applied rotation-gated message.</summary>
    public OperationDigest LastDigest { get; init; }

    /// <summary>A device as it is registered.</summary>
    public static Device Register(DeviceKeys keys) => new() { Id = keys.Device, PublicKey = keys.PublicKey, RotationHash = keys.RotationHash };
}
