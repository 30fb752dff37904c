using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    /// <summary>
    /// Sends a signed request to <paramref name="path"/>; the answer's signature, nonce and exact shape are checked before anything is returned.
    /// Never sent twice by the library: whether an application request may be repeated only the application knows. Throws <see cref="InvalidOperationException"/> without a session.
    /// </summary>
    public async ValueTask<TResponse> MakeAccessRequestAsync<TRequest, TResponse>(string path, TRequest request, CancellationToken cancellationToken = default)
        where TRequest : IWireWritable<TRequest>
        where TResponse : IWireMessage<TResponse>
    {
        RawJson response = await SendAccessAsync(path, request, cancellationToken).ConfigureAwait(false);
        return response.TryReadAs<TResponse>("payload.response", out TResponse? value, out Refusal? refusal) ? value : throw refusal.ToException();
    }

    /// <summary>As <see cref="MakeAccessRequestAsync{TRequest, TResponse}"/>, with JSON in and JSON out; the bytes of the answer are kept as they were signed.</summary>
    public ValueTask<RawJson> MakeAccessRequestAsync(string path, RawJson request, CancellationToken cancellationToken = default) => SendAccessAsync(path, request, cancellationToken);

    private async ValueTask<RawJson> SendAccessAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
        where TRequest : IWireWritable<TRequest>
    {
        ArgumentNullException.ThrowIfNull(path);
        ClientSession session = RequireSession();
        byte[] timestamp = new byte[Suite.Timestamper.TextLength];
        Suite.Timestamper.Format(_options.TimeProvider.GetUtcNow(), timestamp);
        AccessRequestAccess access = new() { Nonce = NewNonce(), Timestamp = new(timestamp), Token = session.Token };
        byte[] message = await MessageSigner.SignAsync(new AccessPayload<TRequest>(access, request), session.Current.Key, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(path, message, cancellationToken).ConfigureAwait(false);
        return _responses.TryRead(answer, access.Nonce, out RawJson response, out Refusal? refusal) ? response : throw refusal.ToException();
    }
}
