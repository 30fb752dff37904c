using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Cli.Inspect;

/// <summary>A kind of message: its name and its strict reader, which also says what in it is signed.</summary>
internal sealed class MessageKind(string name, MessageKind.Reader reader, string? freePath = null)
{
    /// <summary>Reads a message by <paramref name="suite"/>, or by its members alone when that is null; adds what is signed.</summary>
    public delegate bool Reader(ReadOnlyMemory<byte> message, CryptographicSuite? suite, List<SignedPart> parts, out Refusal? refusal);

    private const string Registration = "create account request or change recovery key request";
    private const string DeviceAlone = "rotate device request or delete account request";

    /// <summary>Every kind; those that others' members fit as well come last.</summary>
    public static IReadOnlyList<MessageKind> All { get; } =
    [
        new(Registration, Request<CreateAccountRequest>("payload.request.authentication.publicKey")),
        new("recover account request", Request<RecoverAccountRequest>("payload.request.authentication.recoveryKey")),
        new(DeviceAlone, Request<RotateDeviceRequest>("payload.request.authentication.publicKey")),
        new("link device request", TryReadLink),
        new("unlink device request", Request<UnlinkDeviceRequest>("payload.request.authentication.publicKey")),
        new("session request", TryReadUnsigned<UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>>>),
        new("create session request", Request<CreateSessionRequest>(null)),
        new("refresh session request", Request<RefreshSessionRequest>("payload.request.access.publicKey")),
        new("access request", Signed<RequestPayload<AccessRequestAccess, RawJson>>("payload.access.token.publicKey"), "payload.request"),
        new("empty response", Response<EmptyResponse>()),
        new("session request's response, with the challenge", Response<RequestSessionResponse>()),
        new("session response, with a token", Response<SessionResponse>()),
        new("application response", Response<RawJson>(), "payload.response"),
        new("link container", Signed<LinkPayload>("payload.authentication.publicKey")),
        new("token claims", TryReadUnsigned<AccessToken>, "attributes"),
    ];

    /// <summary>The name by members alone.</summary>
    public string Name => name;

    /// <summary>The member that holds an application's own JSON, if there is one.</summary>
    public string? FreePath => freePath;

    /// <inheritdoc cref="Reader"/>
    public bool TryRead(ReadOnlyMemory<byte> message, CryptographicSuite? suite, List<SignedPart> parts, out Refusal? refusal) => reader(message, suite, parts, out refusal);

    /// <summary>The name, told more closely by the members' values where they can: only what creates an identity derives it.</summary>
    public string NameOf(IReadOnlyList<InspectedField> fields) =>
        name != Registration ? name
        : fields.Any(field => field.Path == "payload.request.authentication.identity" && field.Note == FieldNotes.DerivedIdentity) ? "create account request"
        : "change recovery key request";

    private static Reader Request<TRequest>(string? keyPath)
        where TRequest : struct, IWireView<TRequest> => Signed<RequestPayload<RequestAccess, TRequest>>(keyPath);

    private static Reader Response<TResponse>()
        where TResponse : struct, IWireView<TResponse> => Signed<ResponsePayload<TResponse>>("payload.access.serverIdentity");

    private static Reader Signed<TPayload>(string? keyPath)
        where TPayload : struct, IWireView<TPayload> =>
        (ReadOnlyMemory<byte> message, CryptographicSuite? suite, List<SignedPart> parts, out Refusal? refusal) =>
        {
            bool read = WireReader.TryRead(message, suite, out SignedMessage<TPayload> signed, out refusal);
            if (read)
            {
                parts.Add(new("message", signed.PayloadBytes, signed.Signature, keyPath));
            }

            return read;
        };

    private static bool TryReadLink(ReadOnlyMemory<byte> message, CryptographicSuite? suite, List<SignedPart> parts, out Refusal? refusal)
    {
        bool read = WireReader.TryRead(message, suite, out SignedMessage<RequestPayload<RequestAccess, LinkDeviceRequest>> signed, out refusal);
        if (read)
        {
            SignedMessage<LinkPayload> link = signed.Payload.Request.Link;
            parts.Add(new("message", signed.PayloadBytes, signed.Signature, "payload.request.authentication.publicKey"));
            parts.Add(new("link container", link.PayloadBytes, link.Signature, "payload.request.link.payload.authentication.publicKey"));
        }

        return read;
    }

    private static bool TryReadUnsigned<T>(ReadOnlyMemory<byte> message, CryptographicSuite? suite, List<SignedPart> parts, out Refusal? refusal)
        where T : struct, IWireView<T> => WireReader.TryRead(message, suite, out T _, out refusal);
}
