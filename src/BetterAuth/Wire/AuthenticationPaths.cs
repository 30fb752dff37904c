namespace BetterAuth.Wire;

/// <summary>The paths every implementation uses by default, each replaceable.</summary>
public sealed record AuthenticationPaths : IAuthenticationPaths
{
    /// <summary>The defaults.</summary>
    public static AuthenticationPaths Default { get; } = new();

    /// <summary>Default <c>/account/create</c>.</summary>
    public string CreateAccount { get; init; } = "/account/create";

    /// <summary>Default <c>/account/recover</c>.</summary>
    public string RecoverAccount { get; init; } = "/account/recover";

    /// <summary>Default <c>/account/delete</c>.</summary>
    public string DeleteAccount { get; init; } = "/account/delete";

    /// <summary>Default <c>/device/rotate</c>.</summary>
    public string RotateDevice { get; init; } = "/device/rotate";

    /// <summary>Default <c>/device/link</c>.</summary>
    public string LinkDevice { get; init; } = "/device/link";

    /// <summary>Default <c>/device/unlink</c>.</summary>
    public string UnlinkDevice { get; init; } = "/device/unlink";

    /// <summary>Default <c>/recovery/change</c>.</summary>
    public string ChangeRecoveryKey { get; init; } = "/recovery/change";

    /// <summary>Default <c>/session/request</c>.</summary>
    public string RequestSession { get; init; } = "/session/request";

    /// <summary>Default <c>/session/create</c>.</summary>
    public string CreateSession { get; init; } = "/session/create";

    /// <summary>Default <c>/session/refresh</c>.</summary>
    public string RefreshSession { get; init; } = "/session/refresh";

    /// <inheritdoc/>
    public string PathOf(Operation operation) => operation switch
    {
        Operation.CreateAccount => CreateAccount,
        Operation.RecoverAccount => RecoverAccount,
        Operation.DeleteAccount => DeleteAccount,
        Operation.RotateDevice => RotateDevice,
        Operation.LinkDevice => LinkDevice,
        Operation.UnlinkDevice => UnlinkDevice,
        Operation.ChangeRecoveryKey => ChangeRecoveryKey,
        Operation.RequestSession => RequestSession,
        Operation.CreateSession => CreateSession,
        Operation.RefreshSession => RefreshSession,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
