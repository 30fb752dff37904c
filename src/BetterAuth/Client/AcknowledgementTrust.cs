namespace BetterAuth.Client;

/// <summary>
/// What a client makes of a full acknowledgement: one whose shape, response key, signature and nonce are right. It says <c>{}</c> and echoes a nonce,
/// so a stranger who copies the nonce into a request of his own account gets the same one, unless nonces are bound to what they are for.
/// </summary>
/// <remarks>Exactly-once operations, section 5.4.</remarks>
public enum AcknowledgementTrust
{
    /// <summary>
    /// Believed. Right where nobody on the way can exchange one answer for another (TLS to the server, loopback), or where every signer of the deployment, application services included, runs <c>RequireBound</c>:
    /// then an acknowledgement is a receipt for one message. The default where the network authenticates the server.
    /// </summary>
    Believe,

    /// <summary>
    /// Believed once a session made with the key that the message reveals confirms it: two more round trips per operation. The default where the network does not authenticate the server.
    /// A session shows that <em>some</em> message of the position moved the key; what else an operation did is reported as unknown (<see cref="OutcomeUnknownException"/>) unless the server is configured as <see cref="PeerServer.ExactlyOnce"/>.
    /// </summary>
    Confirm,
}
