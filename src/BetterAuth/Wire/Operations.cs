namespace BetterAuth.Wire;

/// <summary>The operations' names: the endpoint's role, not its configurable URL (exactly-once operations, section 2).</summary>
public static class Operations
{
    /// <summary>All ten, in the order of the enumeration.</summary>
    public static IReadOnlyList<Operation> All { get; } = Enum.GetValues<Operation>();

    /// <summary>The name as UTF-8, for example <c>device/rotate</c>. Never contains a NUL.</summary>
    public static ReadOnlySpan<byte> NameOf(Operation operation) => operation switch
    {
        Operation.CreateAccount => "account/create"u8,
        Operation.RecoverAccount => "account/recover"u8,
        Operation.DeleteAccount => "account/delete"u8,
        Operation.RotateDevice => "device/rotate"u8,
        Operation.LinkDevice => "device/link"u8,
        Operation.UnlinkDevice => "device/unlink"u8,
        Operation.ChangeRecoveryKey => "recovery/change"u8,
        Operation.RequestSession => "session/request"u8,
        Operation.CreateSession => "session/create"u8,
        Operation.RefreshSession => "session/refresh"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
