namespace BetterAuth.Wire.Messages;

/// <summary><c>request</c> of <see cref="Operation.CreateAccount"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct CreateAccountRequest
{
    /// <summary>The new identity and its first device.</summary>
    public required RegistrationAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.RecoverAccount"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct RecoverAccountRequest
{
    /// <summary>The identity, the recovery key and the new device.</summary>
    public required RecoveryAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.DeleteAccount"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct DeleteAccountRequest
{
    /// <summary>Who acts.</summary>
    public required DeviceAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.ChangeRecoveryKey"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct ChangeRecoveryKeyRequest
{
    /// <summary>Who acts, and the new recovery hash.</summary>
    public required RegistrationAuthentication Authentication { get; init; }
}
