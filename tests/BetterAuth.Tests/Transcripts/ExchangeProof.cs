using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Transcripts;

/// <summary>Follows one transcript: which message a path carries, which key signs it (of a session's creation the device's current one), and what the server answered.</summary>
internal sealed class ExchangeProof(Transcript transcript)
{
    private readonly Utf8Text _responseKey = Utf8Text.FromString(transcript.ResponseKey);
    private readonly Dictionary<Utf8Text, Utf8Text> _deviceKeys = [];

    public void Check(Exchange exchange)
    {
        switch (exchange.Path)
        {
            case "/key/response":
                Assert.Equal(transcript.ResponseKey, exchange.Response);
                Assert.True(CryptographicSuite.Default.Verifier.IsValidKey(Encoding.UTF8.GetBytes(exchange.Response)));
                break;
            case "/account/create":
                Keep<CreateAccountRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey);
                break;
            case "/account/recover":
                Keep<RecoverAccountRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey, static payload => payload.Authentication.RecoveryKey);
                break;
            case "/account/delete":
                Keep<DeleteAccountRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey);
                break;
            case "/device/rotate":
                Keep<RotateDeviceRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey);
                break;
            case "/device/link":
                Link(exchange);
                break;
            case "/device/unlink":
                Keep<UnlinkDeviceRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey);
                break;
            case "/recovery/change":
                Keep<ChangeRecoveryKeyRequest>(exchange, static payload => payload.Authentication.Device, static payload => payload.Authentication.PublicKey);
                break;
            case "/session/request":
                RequestSession(exchange);
                break;
            case "/session/create":
                CreateSession(exchange);
                break;
            case "/session/refresh":
                Refresh(exchange);
                break;
            default:
                Access(exchange);
                break;
        }
    }

    /// <summary>A message that reveals a device's key, which is the device's current one if the server said so.</summary>
    private void Keep<TRequest>(Exchange exchange, Func<TRequest, Utf8Text> device, Func<TRequest, Utf8Text> key, Func<TRequest, Utf8Text>? signer = null)
        where TRequest : struct, IWireView<TRequest>
    {
        var payload = MessageProof.Signed<RequestPayload<RequestAccess, TRequest>>(exchange.Request, read => (signer ?? key)(read.Request));
        if (Answered<EmptyResponse>(exchange, payload.Access.Nonce) is not null)
        {
            _deviceKeys[device(payload.Request)] = key(payload.Request);
        }
    }

    private void Link(Exchange exchange)
    {
        var payload = MessageProof.Link(exchange.Request, static read => read.Request.Authentication.PublicKey);
        if (Answered<EmptyResponse>(exchange, payload.Access.Nonce) is not null)
        {
            foreach (DeviceAuthentication authentication in new[] { payload.Request.Authentication, payload.Request.Link.Payload.Authentication })
            {
                _deviceKeys[authentication.Device] = authentication.PublicKey;
            }
        }
    }

    private void RequestSession(Exchange exchange)
    {
        var payload = MessageProof.Unsigned<RequestPayload<RequestAccess, RequestSessionRequest>>(exchange.Request);
        Answered<RequestSessionResponse>(exchange, payload.Access.Nonce);
    }

    private void CreateSession(Exchange exchange)
    {
        var payload = MessageProof.Signed<RequestPayload<RequestAccess, CreateSessionRequest>>(exchange.Request, read => _deviceKeys[read.Request.Authentication.Device]);
        Token(Answered<SessionResponse>(exchange, payload.Access.Nonce));
    }

    private void Refresh(Exchange exchange)
    {
        var payload = MessageProof.Signed<RequestPayload<RequestAccess, RefreshSessionRequest>>(exchange.Request, static read => read.Request.Access.PublicKey);
        TokenProof.Check(payload.Request.Access.Token, transcript.AccessKey);
        Token(Answered<SessionResponse>(exchange, payload.Access.Nonce));
    }

    private void Access(Exchange exchange)
    {
        var payload = MessageProof.Signed<RequestPayload<AccessRequestAccess, RawJson>>(exchange.Request, read => TokenProof.Check(read.Access.Token, transcript.AccessKey).PublicKey);
        TokenProof.Instant(payload.Access.Timestamp);
        if (exchange.Path == "/bad/nonce")
        {
            var answer = MessageProof.IllFormed<ResponsePayload<RawJson>>(exchange.Response, "payload.access.nonce", _responseKey);
            Assert.Equal("0A0123456789", answer.Access.Nonce.ToString());
        }
        else
        {
            Answered<RawJson>(exchange, payload.Access.Nonce);
        }
    }

    private void Token(SessionResponse? response)
    {
        if (response is { } session)
        {
            TokenProof.Check(session.Access.Token, transcript.AccessKey);
        }
    }

    /// <summary>The signed answer, or null for a peer's error.</summary>
    private TResponse? Answered<TResponse>(Exchange exchange, Utf8Text nonce)
        where TResponse : struct, IWireView<TResponse>
    {
        if (PeerError.TryRead(Encoding.UTF8.GetBytes(exchange.Response), out _))
        {
            return null;
        }

        var payload = MessageProof.Signed<ResponsePayload<TResponse>>(exchange.Response, _ => _responseKey);
        Assert.Equal(nonce, payload.Access.Nonce);
        Assert.Equal(_responseKey, payload.Access.ServerIdentity);
        return payload.Response;
    }
}
