using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>A valid message of every kind: the ten operations, the access request, every answer, the link container and a token's claims.</summary>
internal static class ProtocolMessages
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;
    private static readonly ISigningKey DeviceKey = Suite.Keys.Generate();
    private static readonly ISigningKey NewDeviceKey = Suite.Keys.Generate();
    private static readonly ISigningKey RecoveryKey = Suite.Keys.Generate();
    private static readonly ISigningKey AccessKey = Suite.Keys.Generate();
    private static readonly ISigningKey ServerKey = Suite.Keys.Generate();
    private static readonly Utf8Text Identity = Hash("identity");
    private static readonly Utf8Text Time = Utf8Text.FromString("2026-01-02T03:04:05.678Z");
    private static readonly DeviceAuthentication Device = new() { Device = Hash("device"), Identity = Identity, PublicKey = DeviceKey.PublicKey, RotationHash = Hash("rotation") };

    private static readonly RegistrationAuthentication Registration = new()
    {
        Device = Device.Device, Identity = Identity, PublicKey = DeviceKey.PublicKey, RecoveryHash = Hash("recovery"), RotationHash = Device.RotationHash,
    };

    private static readonly AccessToken Claims = new()
    {
        ServerIdentity = ServerKey.PublicKey, Device = Device.Device, Identity = Identity, PublicKey = AccessKey.PublicKey, RotationHash = Hash("access"),
        IssuedAt = Time, Expiry = Time, RefreshExpiry = Time, Attributes = Raw("""{"permissionsByRole":{"admin":["read","write"]}}"""),
    };

    private static readonly Utf8Text Token = TokenOf(Claims);
    private static readonly RequestAccess Access = new() { Nonce = Nonce() };
    private static readonly ResponseAccess Answer = new() { Nonce = Access.Nonce, ServerIdentity = ServerKey.PublicKey };

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<ProtocolMessage> All { get; } = [.. Requests(), .. Responses(), .. Others()];

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(message => message.Name)];

    /// <summary>The names of those with a signature.</summary>
    public static TheoryData<string> SignedNames => [.. All.Where(message => message.IsSigned).Select(message => message.Name)];

    public static ProtocolMessage Of(string name) => All.Single(message => message.Name == name);

    public static Utf8Text SignatureOf(byte[] message, ISigningKey key)
    {
        byte[] signature = new byte[key.SignatureLength];
        key.SignAsync(message, signature, TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
        return new Utf8Text(signature);
    }

    private static IEnumerable<ProtocolMessage> Requests()
    {
        yield return Request("create account", new CreateAccountRequest { Authentication = Registration }, DeviceKey, static request => request.Authentication.PublicKey);
        yield return Request("recover account", new RecoverAccountRequest
        {
            Authentication = new()
            {
                Device = Device.Device, Identity = Identity, PublicKey = DeviceKey.PublicKey, RecoveryHash = Hash("recovery"), RecoveryKey = RecoveryKey.PublicKey, RotationHash = Device.RotationHash,
            },
        }, RecoveryKey, static request => request.Authentication.RecoveryKey);
        yield return Request("delete account", new DeleteAccountRequest { Authentication = Device }, DeviceKey, static request => request.Authentication.PublicKey);
        yield return Request("rotate device", new RotateDeviceRequest { Authentication = Device }, DeviceKey, static request => request.Authentication.PublicKey);
        yield return Request("unlink device", new UnlinkDeviceRequest { Authentication = Device, Link = new() { Device = Hash("other") } }, DeviceKey, static request => request.Authentication.PublicKey);
        yield return Request("change recovery key", new ChangeRecoveryKeyRequest { Authentication = Registration }, DeviceKey, static request => request.Authentication.PublicKey);
        yield return new SignedKind<RequestPayload<RequestAccess, LinkDeviceRequest>>(
            "link device",
            new() { Access = Access, Request = new() { Authentication = Device, Link = Container() } },
            DeviceKey,
            static payload => payload.Request.Authentication.PublicKey,
            static payload => payload with { Request = payload.Request with { Link = new() { Payload = payload.Request.Link.Payload, Signature = payload.Request.Link.Signature } } });
        yield return Request("create session", new CreateSessionRequest
        {
            Access = new() { PublicKey = AccessKey.PublicKey, RotationHash = Hash("access") },
            Authentication = new() { Device = Device.Device, Nonce = Nonce() },
        }, DeviceKey, static _ => DeviceKey.PublicKey);
        yield return Request("refresh session", new RefreshSessionRequest
        {
            Access = new() { PublicKey = AccessKey.PublicKey, RotationHash = Hash("access"), Token = Token },
        }, AccessKey, static request => request.Access.PublicKey);
        yield return new UnsignedKind<UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>>>(
            "request session",
            new() { Payload = new() { Access = Access, Request = new() { Authentication = new() { Identity = Identity } } } });
        yield return new SignedKind<RequestPayload<AccessRequestAccess, RawJson>>(
            "access request",
            new() { Access = new() { Nonce = Nonce(), Timestamp = Time, Token = Token }, Request = Raw("""{"foo":"bar","bar":[1,{"foo":null}]}""") },
            AccessKey,
            static _ => AccessKey.PublicKey,
            freePath: "payload.request");
    }

    private static IEnumerable<ProtocolMessage> Responses()
    {
        yield return Response("empty response", default(EmptyResponse));
        yield return Response("request session response", new RequestSessionResponse { Authentication = new() { Nonce = Nonce() } });
        yield return Response("session response", new SessionResponse { Access = new() { Token = Token } });
        yield return Response("access response", Raw("""{"wasFoo":"bar"}"""), "payload.response");
    }

    private static IEnumerable<ProtocolMessage> Others()
    {
        yield return new SignedKind<LinkPayload>("link container", Container().Payload, NewDeviceKey, static payload => payload.Authentication.PublicKey);
        yield return new UnsignedKind<AccessToken>("token claims", Claims, freePath: "attributes");
    }

    private static SignedKind<RequestPayload<RequestAccess, TRequest>> Request<TRequest>(string name, TRequest request, ISigningKey signer, Func<TRequest, Utf8Text> keyOf)
        where TRequest : struct, IWireView<TRequest> =>
        new(name, new() { Access = Access, Request = request }, signer, payload => keyOf(payload.Request));

    private static SignedKind<ResponsePayload<TResponse>> Response<TResponse>(string name, TResponse response, string? freePath = null)
        where TResponse : struct, IWireView<TResponse> =>
        new(name, new() { Access = Answer, Response = response }, ServerKey, static payload => payload.Access.ServerIdentity, freePath: freePath);

    private static SignedMessage<LinkPayload> Container()
    {
        LinkPayload payload = new() { Authentication = new() { Device = Hash("new device"), Identity = Identity, PublicKey = NewDeviceKey.PublicKey, RotationHash = Hash("new rotation") } };
        return new() { Payload = payload, Signature = SignatureOf(WireWriter.ToArray(payload), NewDeviceKey) };
    }

    private static Utf8Text TokenOf(AccessToken claims)
    {
        byte[] json = WireWriter.ToArray(claims), text = new byte[Suite.TokenEncoder.MaxTextLength(json.Length)];
        int length = Suite.TokenEncoder.Encode(json, text);
        return new(new byte[][] { [.. SignatureOf(json, ServerKey).Span, .. text.AsSpan(0, length)] }[0]);
    }

    private static RawJson Raw(string json)
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(json), out RawJson value, out Refusal? refusal), refusal?.ToString());
        return value;
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
}
