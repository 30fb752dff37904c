using System.Runtime.InteropServices;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Traffic;

/// <summary>What a message says, read with the platform's JSON reader and nothing of the library's: the oracle must not share the reader's mistakes.</summary>
internal sealed class MessageFacts
{
    private static readonly MessageFacts Unreadable = new();

    public bool IsReadable { get; private init; }

    public Utf8Text Nonce { get; private init; }

    /// <summary>BLAKE3 of the bytes of <c>payload.request</c>.</summary>
    public byte[] RequestHash { get; private init; } = [];

    public byte[] Payload { get; private init; } = [];

    public Utf8Text Signature { get; private init; }

    public Utf8Text Identity { get; private init; }

    public Utf8Text Device { get; private init; }

    public Utf8Text PublicKey { get; private init; }

    public Utf8Text RotationHash { get; private init; }

    public Utf8Text RecoveryHash { get; private init; }

    public Utf8Text RecoveryKey { get; private init; }

    /// <summary>A challenge that is answered.</summary>
    public Utf8Text Challenge { get; private init; }

    /// <summary>The device that is linked or unlinked.</summary>
    public Utf8Text LinkedDevice { get; private init; }

    public Utf8Text LinkedKey { get; private init; }

    public Utf8Text LinkedRotationHash { get; private init; }

    public Utf8Text LinkedIdentity { get; private init; }

    public Utf8Text AccessKey { get; private init; }

    public Utf8Text AccessRotationHash { get; private init; }

    public Utf8Text Token { get; private init; }

    public Utf8Text Timestamp { get; private init; }

    public static MessageFacts Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return Unreadable;
        }
    }

    private static MessageFacts Read(JsonElement root)
    {
        JsonElement payload = root.GetProperty("payload"u8);
        JsonElement access = payload.GetProperty("access"u8);
        JsonElement request = payload.GetProperty("request"u8);
        JsonElement authentication = Member(request, "authentication"u8);
        JsonElement link = Member(request, "link"u8);
        JsonElement container = Member(Member(link, "payload"u8), "authentication"u8);
        JsonElement keys = Member(request, "access"u8);
        byte[] hash = new byte[Blake3.HashLength];
        Blake3.Hash(JsonMarshal.GetRawUtf8Value(request), hash);
        return new()
        {
            IsReadable = true,
            Nonce = Text(access, "nonce"u8),
            Timestamp = Text(access, "timestamp"u8),
            Token = Text(access, "token"u8) is { IsEmpty: false } token ? token : Text(keys, "token"u8),
            RequestHash = hash,
            Payload = JsonMarshal.GetRawUtf8Value(payload).ToArray(),
            Signature = Text(root, "signature"u8),
            Identity = Text(authentication, "identity"u8),
            Device = Text(authentication, "device"u8),
            PublicKey = Text(authentication, "publicKey"u8),
            RotationHash = Text(authentication, "rotationHash"u8),
            RecoveryHash = Text(authentication, "recoveryHash"u8),
            RecoveryKey = Text(authentication, "recoveryKey"u8),
            Challenge = Text(authentication, "nonce"u8),
            LinkedDevice = Text(container, "device"u8) is { IsEmpty: false } linked ? linked : Text(link, "device"u8),
            LinkedIdentity = Text(container, "identity"u8),
            LinkedKey = Text(container, "publicKey"u8),
            LinkedRotationHash = Text(container, "rotationHash"u8),
            AccessKey = Text(keys, "publicKey"u8),
            AccessRotationHash = Text(keys, "rotationHash"u8),
        };
    }

    private static JsonElement Member(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement value) ? value : default;

    private static Utf8Text Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } value ? Utf8Text.FromString(value.GetString()!) : default;
}
