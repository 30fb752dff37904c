namespace BetterAuth.Wire;

/// <summary>The ten operations of the protocol. Their names (<see cref="Operations.NameOf"/>) enter digests and bound nonces; the paths of a deployment are configuration.</summary>
public enum Operation
{
    /// <summary>Register an identity with its first device.</summary>
    CreateAccount,

    /// <summary>Replace all devices by a new one, by the recovery key.</summary>
    RecoverAccount,

    /// <summary>Delete an identity for ever.</summary>
    DeleteAccount,

    /// <summary>Reveal the committed device key and commit to another.</summary>
    RotateDevice,

    /// <summary>Endorse a new device.</summary>
    LinkDevice,

    /// <summary>Revoke a device.</summary>
    UnlinkDevice,

    /// <summary>Commit to another recovery key.</summary>
    ChangeRecoveryKey,

    /// <summary>Ask for a challenge.</summary>
    RequestSession,

    /// <summary>Answer the challenge, get an access token.</summary>
    CreateSession,

    /// <summary>Rotate the access key, get another access token.</summary>
    RefreshSession,
}
