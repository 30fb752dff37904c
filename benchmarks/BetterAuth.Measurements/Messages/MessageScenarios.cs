using System.Text;
using System.Text.Json.Serialization.Metadata;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Measurements.Messages;

/// <summary>Every message of the protocol: the ten operations, the access request, the answers, the link container and a token's claims.</summary>
internal static class MessageScenarios
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;
    private static readonly ISigningKey Key = Suite.Keys.Generate();
    private static readonly Utf8Text Time = Utf8Text.FromString("2026-01-02T03:04:05.678Z");
    private static readonly Utf8Text Signature = Sign("message");
    private static readonly RequestAccess Access = new() { Nonce = Nonce() };
    private static readonly ResponseAccess Answer = new() { Nonce = Access.Nonce, ServerIdentity = Key.PublicKey };
    private static readonly DeviceAuthentication Device = new() { Device = Hash("device"), Identity = Hash("identity"), PublicKey = Key.PublicKey, RotationHash = Hash("rotation") };

    private static readonly RegistrationAuthentication Registration = new()
    {
        Device = Device.Device, Identity = Device.Identity, PublicKey = Device.PublicKey, RecoveryHash = Hash("recovery"), RotationHash = Device.RotationHash,
    };

    private static readonly AccessToken Claims = new()
    {
        ServerIdentity = Key.PublicKey, Device = Device.Device, Identity = Device.Identity, PublicKey = Key.PublicKey, RotationHash = Hash("access"),
        IssuedAt = Time, Expiry = Time, RefreshExpiry = Time, Attributes = Raw("""{"permissionsByRole":{"admin":["read","write"]}}"""),
    };

    private static readonly Utf8Text Token = TokenOf(Claims);

    public static IReadOnlyList<MessageScenario> All { get; } = [.. AccountRequests(), .. SessionRequests(), .. Responses()];

    private static IEnumerable<MessageScenario> AccountRequests()
    {
        PlainContext plain = PlainContext.Default;
        yield return Request("account/create", new CreateAccountRequest { Authentication = Registration }, plain.Registration);
        yield return Request("account/recover", new RecoverAccountRequest
        {
            Authentication = new()
            {
                Device = Device.Device, Identity = Device.Identity, PublicKey = Device.PublicKey, RecoveryHash = Hash("next"), RecoveryKey = Key.PublicKey, RotationHash = Device.RotationHash,
            },
        }, plain.Recovery);
        yield return Request("account/delete", new DeleteAccountRequest { Authentication = Device }, plain.Device);
        yield return Request("device/rotate", new RotateDeviceRequest { Authentication = Device }, plain.Device);
        yield return Request("device/link", new LinkDeviceRequest { Authentication = Device, Link = Container() }, plain.Link);
        yield return Request("device/unlink", new UnlinkDeviceRequest { Authentication = Device, Link = new() { Device = Hash("other") } }, plain.Unlink);
        yield return Request("recovery/change", new ChangeRecoveryKeyRequest { Authentication = Registration }, plain.Registration);
        yield return new MessageScenario<SignedMessage<LinkPayload>, PlainSigned<PlainAuthenticated<PlainDevice>>>("link container", Container(), plain.Container);
    }

    private static IEnumerable<MessageScenario> SessionRequests()
    {
        PlainContext plain = PlainContext.Default;
        yield return new MessageScenario<UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>>, PlainUnsigned<PlainRequest<PlainAuthenticated<PlainIdentity>>>>(
            "session/request",
            new() { Payload = new() { Access = Access, Request = new() { Authentication = new() { Identity = Device.Identity } } } },
            plain.RequestSession);
        yield return Request("session/create", new CreateSessionRequest
        {
            Access = new() { PublicKey = Key.PublicKey, RotationHash = Hash("access") }, Authentication = new() { Device = Device.Device, Nonce = Nonce() },
        }, plain.CreateSession);
        yield return Request("session/refresh", new RefreshSessionRequest { Access = new() { PublicKey = Key.PublicKey, RotationHash = Hash("access"), Token = Token } }, plain.RefreshSession);
        yield return new MessageScenario<SignedMessage<RequestPayload<AccessRequestAccess, RawJson>>, PlainSigned<PlainAccessRequest>>(
            "access request",
            new() { Payload = new() { Access = new() { Nonce = Nonce(), Timestamp = Time, Token = Token }, Request = Raw("""{"bar":[1,{"foo":null}],"foo":"bar"}""") }, Signature = Signature },
            plain.Access);
        yield return new MessageScenario<AccessToken, PlainClaims>("token claims", Claims, plain.Claims);
    }

    private static IEnumerable<MessageScenario> Responses()
    {
        PlainContext plain = PlainContext.Default;
        yield return Response("empty response", default(EmptyResponse), plain.EmptyResponse);
        yield return Response("session/request response", new RequestSessionResponse { Authentication = new() { Nonce = Nonce() } }, plain.RequestSessionResponse);
        yield return Response("session response", new SessionResponse { Access = new() { Token = Token } }, plain.SessionResponse);
        yield return Response("access response", Raw("""{"wasFoo":"bar"}"""), plain.AccessResponse);
    }

    private static MessageScenario Request<TRequest, TPlain>(string name, TRequest request, JsonTypeInfo<TPlain> type)
        where TRequest : struct, IWireView<TRequest>
        where TPlain : class =>
        new MessageScenario<SignedMessage<RequestPayload<RequestAccess, TRequest>>, TPlain>(name, new() { Payload = new() { Access = Access, Request = request }, Signature = Signature }, type);

    private static MessageScenario Response<TResponse, TPlain>(string name, TResponse response, JsonTypeInfo<TPlain> type)
        where TResponse : struct, IWireView<TResponse>
        where TPlain : class =>
        new MessageScenario<SignedMessage<ResponsePayload<TResponse>>, TPlain>(name, new() { Payload = new() { Access = Answer, Response = response }, Signature = Signature }, type);

    private static SignedMessage<LinkPayload> Container() => new() { Payload = new() { Authentication = Device }, Signature = Signature };

    private static Utf8Text TokenOf(in AccessToken claims)
    {
        byte[] json = WireWriter.ToArray(claims), text = new byte[Suite.TokenEncoder.MaxTextLength(json.Length)];
        int length = Suite.TokenEncoder.Encode(json, text);
        return new((byte[])[.. Signature.Span, .. text.AsSpan(0, length)]);
    }

    private static Utf8Text Sign(string message)
    {
        byte[] signature = new byte[Key.SignatureLength];
        Key.SignAsync(Encoding.UTF8.GetBytes(message), signature).AsTask().GetAwaiter().GetResult();
        return new(signature);
    }

    private static Utf8Text Hash(string message)
    {
        byte[] text = new byte[Suite.Hasher.TextLength];
        Suite.Hasher.Hash(Encoding.UTF8.GetBytes(message), text);
        return new(text);
    }

    private static Utf8Text Nonce()
    {
        byte[] text = new byte[Suite.Noncer.TextLength];
        Suite.Noncer.Generate(text);
        return new(text);
    }

    private static RawJson Raw(string json) => RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson value, out _) ? value : throw new InvalidOperationException("The constant is no JSON.");
}
