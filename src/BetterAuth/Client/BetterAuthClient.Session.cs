using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Client;

public sealed partial class BetterAuthClient
{
    /// <summary>Requests a challenge and answers it: a session with a fresh access key. A session there was before is forgotten here; its token lives on until it expires.</summary>
    public async ValueTask CreateSessionAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await ResolveAsync(cancellationToken).ConfigureAwait(false); // A pending message may have moved the key that signs here.
        RequireDevice();
        SessionSigner signer = Ours(_state.Current!);
        Opened opened = await OpenSessionAsync(signer, cancellationToken).ConfigureAwait(false);
        if (opened.Refusal is { Code: ErrorCode.InvalidMessage or ErrorCode.InvalidIdentity or ErrorCode.InvalidDevice } && await CatchUpAsync(cancellationToken).ConfigureAwait(false))
        {
            opened = await OpenSessionAsync(signer, cancellationToken).ConfigureAwait(false);
        }

        await SaveAsync(_state with { Session = opened.Session ?? throw opened.Refusal!.ToException() }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reveals the committed access key, commits to another, and gets another token. Sent again unchanged when its answer was lost; when the server refuses it, create a session anew.
    /// Throws <see cref="InvalidOperationException"/> without a session.
    /// </summary>
    public async ValueTask RefreshSessionAsync(CancellationToken cancellationToken = default)
    {
        using OperationQueue.Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        ClientSession session = RequireSession();
        if (session.Pending is null)
        {
            HeldKey future = NewKey();
            RefreshSessionRequest request = new() { Access = new() { PublicKey = session.Next.PublicKey, RotationHash = Hash(future.PublicKey), Token = session.Token } };
            PendingMessage message = await SignAsync(Operation.RefreshSession, request, session.Next.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
            session = session with { Future = future, Pending = message };
            await SaveAsync(_state with { Session = session }, cancellationToken).ConfigureAwait(false);
        }

        Opened opened = await SendForTokenAsync(session.Pending, Ours(_state.Current!), session.Next, session.Future!, cancellationToken).ConfigureAwait(false);
        await SaveAsync(_state with { Session = opened.Session ?? throw opened.Refusal!.ToException() }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A challenge, its answer, and a token that is ours: the one thing that nobody else can make a server give.</summary>
    private async ValueTask<Opened> OpenSessionAsync(SessionSigner signer, CancellationToken cancellationToken)
    {
        RequestSessionRequest request = new() { Authentication = new() { Identity = signer.Identity } };
        RequestPayload<RequestAccess, RequestSessionRequest> payload = new()
        {
            Access = new() { Nonce = NewNonce(Operation.RequestSession, Hash256.Of(WireWriter.ToArray(request))) },
            Request = request,
        };
        byte[] message = WireWriter.ToArray(new UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>> { Payload = payload });
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(Operation.RequestSession), message, cancellationToken).ConfigureAwait(false);
        if (!_responses.TryRead(answer, payload.Access.Nonce, out RequestSessionResponse response, out Refusal? refusal))
        {
            return new(null, refusal);
        }

        HeldKey current = NewKey();
        HeldKey next = NewKey();
        CreateSessionRequest create = new()
        {
            Access = new() { PublicKey = current.PublicKey, RotationHash = Hash(next.PublicKey) },
            Authentication = new() { Device = signer.Device, Nonce = response.Authentication.Nonce },
        };
        PendingMessage signed = await SignAsync(Operation.CreateSession, create, signer.Key.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
        return await SendForTokenAsync(signed, signer, current, next, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> CanOpenSessionAsync(SessionSigner signer, CancellationToken cancellationToken) =>
        (await OpenSessionAsync(signer, cancellationToken).ConfigureAwait(false)).Session is not null;

    private async ValueTask<Opened> SendForTokenAsync(PendingMessage message, SessionSigner owner, HeldKey current, HeldKey next, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(message.Operation), message.Bytes, cancellationToken).ConfigureAwait(false);
        if (!_responses.TryRead(answer, message.Nonce, out SessionResponse response, out Refusal? refusal))
        {
            return new(null, refusal);
        }

        Utf8Text token = response.Access.Token.ToOwned();
        return _tokens.TryCheck(token, owner.Identity, owner.Device, current.PublicKey, Hash(next.PublicKey), _options.TimeProvider.GetUtcNow(), out DateTimeOffset expiry, out refusal)
            ? new(new() { Token = token, Expiry = expiry, Current = current, Next = next }, null)
            : new(null, refusal);
    }

    private ClientSession RequireSession() => _state.Session ?? throw new InvalidOperationException("This client has no session: call CreateSessionAsync first.");

    private SessionSigner Ours(HeldKey key) => new(_state.Identity, _state.Device, key);

    /// <summary>Who asks for a session, and the device key it is asked with.</summary>
    private readonly record struct SessionSigner(Utf8Text Identity, Utf8Text Device, HeldKey Key);

    /// <summary>A session, or why there is none.</summary>
    private readonly record struct Opened(ClientSession? Session, Refusal? Refusal);
}
