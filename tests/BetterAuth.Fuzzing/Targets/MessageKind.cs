using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>A kind of message, as its generated reader and writer know it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Read">Reads it: why not; or the message written again from its members, and the slice that the signature covers.</param>
internal sealed record MessageKind(string Name, Func<ReadOnlyMemory<byte>, ReadMessage> Read)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<MessageKind> All { get; } =
    [
        Request<CreateAccountRequest>("create account"), Request<RecoverAccountRequest>("recover account"), Request<DeleteAccountRequest>("delete account"), Request<RotateDeviceRequest>("rotate device"),
        Request<UnlinkDeviceRequest>("unlink device"), Request<ChangeRecoveryKeyRequest>("change recovery key"), Request<CreateSessionRequest>("create session"), Request<RefreshSessionRequest>("refresh session"),
        Signed<RequestPayload<RequestAccess, LinkDeviceRequest>>("link device", payload => payload with { Request = payload.Request with { Link = new() { Payload = payload.Request.Link.Payload, Signature = payload.Request.Link.Signature } } }),
        Signed<RequestPayload<AccessRequestAccess, RawJson>>("access request"), Signed<LinkPayload>("link container"),
        Plain<UnsignedMessage<RequestPayload<RequestAccess, RequestSessionRequest>>>("request session"), Plain<AccessToken>("token claims"),
        Response<EmptyResponse>("empty response"), Response<RequestSessionResponse>("request session response"), Response<SessionResponse>("session response"), Response<RawJson>("access response"),
    ];

    private static MessageKind Request<T>(string name)
        where T : struct, IWireView<T> => Signed<RequestPayload<RequestAccess, T>>(name);

    private static MessageKind Response<T>(string name)
        where T : struct, IWireView<T> => Signed<ResponsePayload<T>>(name);

    /// <summary><paramref name="anew"/> makes a payload of members alone, where it holds bytes that are written as they were read.</summary>
    private static MessageKind Signed<TPayload>(string name, Func<TPayload, TPayload>? anew = null)
        where TPayload : struct, IWireView<TPayload> => new(name, message =>
        {
            bool taken = WireReader.TryRead(message, CryptographicSuite.Default, out SignedMessage<TPayload> value, out Refusal? refusal);
            return new(refusal, !taken ? null : () => WireWriter.ToArray(new SignedMessage<TPayload> { Payload = anew is null ? value.Payload : anew(value.Payload), Signature = value.Signature }), value.PayloadBytes);
        });

    private static MessageKind Plain<T>(string name)
        where T : struct, IWireView<T> => new(name, message =>
        {
            bool taken = WireReader.TryRead(message, CryptographicSuite.Default, out T value, out Refusal? refusal);
            return new(refusal, !taken ? null : () => WireWriter.ToArray(value), default);
        });
}

/// <summary>What a reader made of a message.</summary>
internal sealed record ReadMessage(Refusal? Refusal, Func<byte[]>? Write, ReadOnlyMemory<byte> Signed);
