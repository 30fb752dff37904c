namespace BetterAuth.Wire.Messages;

/// <summary><c>{"payload":…}</c>: a session request is the only message without a signature.</summary>
/// <typeparam name="TPayload">The payload's view.</typeparam>
[BetterAuthMessage]
public readonly partial record struct UnsignedMessage<TPayload>
    where TPayload : struct, IWireView<TPayload>
{
    /// <summary>The payload.</summary>
    public required TPayload Payload { get; init; }
}
