using System.Net.Http.Headers;

namespace BetterAuth.Client;

/// <summary>
/// The network over an <see cref="HttpClient"/>, also one of an <c>IHttpClientFactory</c> (<c>services.AddHttpClient&lt;INetwork, HttpNetwork&gt;(…)</c>).
/// Sends <c>POST</c> with <c>Content-Type: application/json</c> and returns the answer's body whatever its status: what counts is the answer's signature, not the status.
/// </summary>
/// <remarks>
/// Thread-safe. Redirects, proxies, decompression, TLS and retries are the handler's business. Set its <c>AllowAutoRedirect</c> to false:
/// a server of this protocol never redirects, and what a redirect leads to cannot give a signed answer of the right server anyway.
/// <see cref="HttpClient.Timeout"/> covers the answer's body too.
/// </remarks>
public sealed class HttpNetwork : INetwork
{
    /// <summary>Bytes that an answer may have unless told otherwise: 64 KiB.</summary>
    public const int DefaultMaxAnswerLength = 64 * 1024;

    private const int FirstBufferLength = 2048;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client;
    private readonly int _maxAnswerLength;

    /// <summary>Sends relative to the client's <see cref="HttpClient.BaseAddress"/>; a path that begins with a slash starts at its host's root.</summary>
    /// <param name="client">Not disposed here.</param>
    /// <param name="maxAnswerLength">Bytes that an answer's body may have, from 1 to 16 MiB.</param>
    /// <exception cref="ArgumentException">The client has no base address, or the limit is out of range.</exception>
    public HttpNetwork(HttpClient client, int maxAnswerLength = DefaultMaxAnswerLength)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAnswerLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxAnswerLength, 16 << 20);
        if (client.BaseAddress is null)
        {
            throw new ArgumentException("Set HttpClient.BaseAddress to the server's address.", nameof(client));
        }

        _client = client;
        _maxAnswerLength = maxAnswerLength;
    }

    /// <summary>Whether the base address is <c>https</c> or this machine. A handler that accepts any certificate makes it a lie.</summary>
    public bool AuthenticatesServer => _client.BaseAddress!.Scheme == Uri.UriSchemeHttps || _client.BaseAddress.IsLoopback;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The path leads away from the base address's host.</exception>
    /// <exception cref="HttpRequestException">No answer came, or not in time, or one that is longer than allowed. The message may have arrived.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SendRequestAsync(string path, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, AddressOf(path)) { Content = new ReadOnlyMemoryContent(message) };
        request.Content.Headers.ContentType = Json;

        // HttpClient's own timeout ends with the headers when the body is streamed; a server must not hold its client by a body that never ends.
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_client.Timeout);
        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            return await ReadAsync(answer.Content, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"The server did not answer within {_client.Timeout}.", exception);
        }
    }

    /// <summary>A path such as <c>//elsewhere/</c> is an address of its own; it must not carry messages to another host.</summary>
    private Uri AddressOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Uri address = new(_client.BaseAddress!, path);
        return address.Scheme == _client.BaseAddress!.Scheme && address.Authority == _client.BaseAddress.Authority
            ? address
            : throw new ArgumentException("The path leads to another host than HttpClient.BaseAddress.", nameof(path));
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        long announced = content.Headers.ContentLength ?? FirstBufferLength;
        if (announced > _maxAnswerLength && content.Headers.ContentLength is not null)
        {
            throw TooLong();
        }

        // One byte more than expected: the read that finds the end needs room, and one byte too many is seen.
        byte[] buffer = new byte[Math.Min(announced, _maxAnswerLength) + 1];
        int length = 0;
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > _maxAnswerLength)
                {
                    throw TooLong();
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(2L * length, _maxAnswerLength + 1L));
                }
            }
        }

        return buffer.AsMemory(0, length);
    }

    private HttpRequestException TooLong() => new(HttpRequestError.ConfigurationLimitExceeded, $"The server's answer is longer than {_maxAnswerLength} bytes.");
}
