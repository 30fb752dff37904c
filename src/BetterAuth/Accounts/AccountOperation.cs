using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>One of the operations that change an account, with its signatures and derivations already verified.</summary>
internal abstract record AccountOperation
{
    /// <summary>The content's digest.</summary>
    public required OperationDigest Digest { get; init; }

    /// <summary>Whether the message's nonce is bound to it: its acknowledgement then means that this very message was applied.</summary>
    public bool IsBound { get; init; }

    /// <summary>The account.</summary>
    public required Utf8Text Identity { get; init; }

    /// <summary>The acting (for create and recover: the new) device.</summary>
    public required DeviceKeys Keys { get; init; }
}

/// <summary>Register an identity with its first device.</summary>
internal sealed record CreateAccountOperation : AccountOperation
{
    public required Utf8Text RecoveryHash { get; init; }
}

/// <summary>Replace all devices, by the recovery key.</summary>
internal sealed record RecoverAccountOperation : AccountOperation
{
    /// <summary>H(recovery key), to be compared with the commitment in force.</summary>
    public required Utf8Text RecoveryKeyHash { get; init; }

    /// <summary>The new commitment.</summary>
    public required Utf8Text RecoveryHash { get; init; }
}

/// <summary>An operation that reveals the acting device's committed key and commits to another.</summary>
internal abstract record RotationGatedOperation : AccountOperation;

/// <summary>Nothing but the rotation.</summary>
internal sealed record RotateDeviceOperation : RotationGatedOperation;

/// <summary>Register another device.</summary>
internal sealed record LinkDeviceOperation : RotationGatedOperation
{
    public required DeviceKeys Linked { get; init; }
}

/// <summary>Revoke a device, perhaps the acting one.</summary>
internal sealed record UnlinkDeviceOperation : RotationGatedOperation
{
    public required Utf8Text Target { get; init; }
}

/// <summary>Commit to another recovery key.</summary>
internal sealed record ChangeRecoveryKeyOperation : RotationGatedOperation
{
    public required Utf8Text RecoveryHash { get; init; }
}

/// <summary>Leave a tombstone.</summary>
internal sealed record DeleteAccountOperation : RotationGatedOperation;
