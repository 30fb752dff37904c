using BetterAuth.Access;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    private static readonly Uri AnyServer = new("http://server");

    /// <summary>
    /// Sends a signed request to <paramref name="path"/>; the answer's signature, nonce and exact shape are checked before anything is returned.
    /// Never sent twice by the library: whether an application request may be repeated only the application knows. Throws <see cref="InvalidOperationException"/> without a session.
    /// With an <see cref="BetterAuthClientOptions.Audience"/> the nonce is bound to the path, which is then the request target exactly as it is sent (<c>/foo?bar=1</c>, escaped); throws <see cref="ArgumentException"/> for another.
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
        AccessRequestAccess access = new() { Nonce = NewNonce(path, timestamp, request), Timestamp = new(timestamp), Token = session.Token };
        byte[] message = await MessageSigner.SignAsync(new AccessPayload<TRequest>(access, request), session.Current.Key, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(path, message, cancellationToken).ConfigureAwait(false);
        return _responses.TryRead(answer, access.Nonce, out RawJson response, out Refusal? refusal) ? response : throw refusal.ToException();
    }

    /// <summary>A nonce bound to what the request is for, when the audience is known.</summary>
    private Utf8Text NewNonce<TRequest>(string path, ReadOnlySpan<byte> timestamp, TRequest request)
        where TRequest : IWireWritable<TRequest>
    {
        if (_options.Audience is not { } audience)
        {
            return NewNonce();
        }

        AccessTarget target = new("POST", path); // what INetwork sends
        if (!AccessPurpose.IsBindable(target) || !Uri.TryCreate(AnyServer, path, out Uri? sent) || sent.Authority != AnyServer.Authority || sent.PathAndQuery != path)
        {
            throw new ArgumentException("With an audience the path is what its nonce is bound to, and must be the request target as it is sent: from its slash on, escaped, without '.' segments or a fragment.", nameof(path));
        }

        Span<byte> value = stackalloc byte[INoncer.ValueLength];
        AccessPurpose.CreateNonce(audience, target, timestamp, Hash256.Of(WireWriter.ToArray(request)), _nonces, value);
        byte[] nonce = new byte[Suite.Noncer.TextLength];
        Suite.Noncer.Encode(value, nonce);
        return new(nonce);
    }
}
