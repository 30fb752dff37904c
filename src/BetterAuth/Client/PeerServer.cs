namespace BetterAuth.Client;

/// <summary>What a client may expect of its server when it sends a message again. Exactly-once operations, sections 5.6 and 5.7.</summary>
public enum PeerServer
{
    /// <summary>
    /// Found out when it matters, and remembered: a server that acknowledges this device's registration once more remembers what it applied.
    /// A linked device has no registration of its own: it sends its first operation once more when that was acknowledged. Before that, and where no answer came, it takes the server for a <see cref="Reference"/> one.
    /// </summary>
    Unknown,

    /// <summary>Acknowledges what it applied, however often it is sent. That a message is refused while its key is in force then means that somebody else moved this device's keys: a copy of its store.</summary>
    ExactlyOnce,

    /// <summary>
    /// Refuses what it applied (the implementations in other languages). After a lost answer the client tries by sessions which key is in force, and goes on from there.
    /// </summary>
    Reference,
}
