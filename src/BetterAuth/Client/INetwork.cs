namespace BetterAuth.Client;

/// <summary>Carries a message to the server and its answer back. What ships: <see cref="HttpNetwork"/>. Thread-safe.</summary>
public interface INetwork
{
    /// <summary>
    /// Whether nobody but the server can have given an answer: TLS that authenticates it, or the same machine. Decides what acknowledgements are worth (<see cref="AcknowledgementTrust"/>). Unless implemented: no.
    /// </summary>
    bool AuthenticatesServer => false;

    /// <summary>
    /// Sends <paramref name="message"/> to <paramref name="path"/> and returns the answer's bytes, whatever its status. Throws (<see cref="HttpRequestException"/>, <see cref="IOException"/>, …) when no answer came: the message may or may not have arrived.
    /// </summary>
    ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default);
}
