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
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        RequireDevice();
        await ResolveAsync(cancellationToken).ConfigureAwait(false); // A pending message may have moved the key that signs here.
        RequireDevice();
        Utf8Text challenge = await RequestSessionAsync(cancellationToken).ConfigureAwait(false);
        HeldKey current = NewKey();
        HeldKey next = NewKey();
        CreateSessionRequest request = new()
        {
            Access = new() { PublicKey = current.PublicKey, RotationHash = Hash(next.PublicKey) },
            Authentication = new() { Device = _state.Device, Nonce = challenge },
        };
        PendingMessage message = await SignAsync(Operation.CreateSession, request, _state.Current!.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
        (Utf8Text token, DateTimeOffset expiry) = await SendForTokenAsync(message, current, next, cancellationToken).ConfigureAwait(false);
        await SaveAsync(_state with { Session = new() { Token = token, Expiry = expiry, Current = current, Next = next } }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reveals the committed access key, commits to another, and gets another token. Sent again unchanged when its answer was lost; when the server refuses it, create a session anew.
    /// Throws <see cref="InvalidOperationException"/> without a session.
    /// </summary>
    public async ValueTask RefreshSessionAsync(CancellationToken cancellationToken = default)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        ClientSession session = RequireSession();
        if (session.Pending is null)
        {
            HeldKey future = NewKey();
            RefreshSessionRequest request = new() { Access = new() { PublicKey = session.Next.PublicKey, RotationHash = Hash(future.PublicKey), Token = session.Token } };
            PendingMessage message = await SignAsync(Operation.RefreshSession, request, session.Next.Key, endsDevice: false, cancellationToken).ConfigureAwait(false);
            session = session with { Future = future, Pending = message };
            await SaveAsync(_state with { Session = session }, cancellationToken).ConfigureAwait(false);
        }

        (Utf8Text token, DateTimeOffset expiry) = await SendForTokenAsync(session.Pending, session.Next, session.Future!, cancellationToken).ConfigureAwait(false);
        await SaveAsync(_state with { Session = new() { Token = token, Expiry = expiry, Current = session.Next, Next = session.Future! } }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Utf8Text> RequestSessionAsync(CancellationToken cancellationToken)
    {
        RequestSessionRequest request = new() { Authentication = new() { Identity = _state.Identity } };
        RequestPayload<RequestAccess, RequestSessionRequest> payload = new()
        {
            Access = new() { Nonce = NewNonce(Operation.RequestSession, Hash256.Of(WireWriter.ToArray(request))) },
            Request = request,
        };
        byte[] message = WireWriter.ToArray(new UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>> { Payload = payload });
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(Operation.RequestSession), message, cancellationToken).ConfigureAwait(false);
        return _responses.TryRead(answer, payload.Access.Nonce, out RequestSessionResponse response, out Refusal? refusal)
            ? response.Authentication.Nonce
            : throw refusal.ToException();
    }

    private async ValueTask<(Utf8Text Token, DateTimeOffset Expiry)> SendForTokenAsync(PendingMessage message, HeldKey current, HeldKey next, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> answer = await _options.Network.SendRequestAsync(PathOf(message.Operation), message.Bytes, cancellationToken).ConfigureAwait(false);
        if (!_responses.TryRead(answer, message.Nonce, out SessionResponse response, out Refusal? refusal))
        {
            throw refusal.ToException();
        }

        Utf8Text token = response.Access.Token.ToOwned();
        return _tokens.TryCheck(token, _state, current.PublicKey, Hash(next.PublicKey), _options.TimeProvider.GetUtcNow(), out DateTimeOffset expiry, out refusal)
            ? (token, expiry)
            : throw refusal.ToException();
    }

    private ClientSession RequireSession() => _state.Session ?? throw new InvalidOperationException("This client has no session: call CreateSessionAsync first.");
}
