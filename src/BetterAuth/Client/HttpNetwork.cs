namespace BetterAuth.Client;

/// <summary>The network over an <see cref="HttpClient"/> (also one of an <c>IHttpClientFactory</c>).</summary>
public sealed class HttpNetwork : INetwork
{
    /// <summary>Sends relative to the client's <see cref="HttpClient.BaseAddress"/>.</summary>
    public HttpNetwork(HttpClient client) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
