namespace BetterAuth.Wire.Messages;

/// <summary><c>request</c> of <see cref="Operation.RotateDevice"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct RotateDeviceRequest
{
    /// <summary>Who acts.</summary>
    public required DeviceAuthentication Authentication { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.LinkDevice"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct LinkDeviceRequest
{
    /// <summary>Who acts.</summary>
    public required DeviceAuthentication Authentication { get; init; }

    /// <summary>The new device's container, signed by its own key.</summary>
    public required SignedMessage<LinkPayload> Link { get; init; }
}

/// <summary><c>request</c> of <see cref="Operation.UnlinkDevice"/>.</summary>
[BetterAuthMessage]
public readonly partial record struct UnlinkDeviceRequest
{
    /// <summary>Who acts.</summary>
    public required DeviceAuthentication Authentication { get; init; }

    /// <summary>The device to revoke.</summary>
    public required UnlinkTarget Link { get; init; }
}

/// <summary>What a link container signs.</summary>
[BetterAuthMessage]
public readonly partial record struct LinkPayload
{
    /// <summary>The new device and its first keys.</summary>
    public required DeviceAuthentication Authentication { get; init; }
}

/// <summary><c>link</c> of an unlink request.</summary>
[BetterAuthMessage]
public readonly partial record struct UnlinkTarget
{
    /// <summary>The device to revoke.</summary>
    [Text(TextShape.Hash)]
    public required Utf8Text Device { get; init; }
}
