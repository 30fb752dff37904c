using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>One kind of message with a valid example, so that a test can do the same to all kinds.</summary>
internal abstract class ProtocolMessage(string name, byte[] text, string? freePath)
{
    public string Name { get; } = name;

    /// <summary>A valid message of the kind.</summary>
    public byte[] Text { get; } = text;

    /// <summary>The member that may hold any JSON, if there is one.</summary>
    public string? FreePath { get; } = freePath;

    public abstract bool IsSigned { get; }

    public JsonTree Tree => JsonTree.Parse(Text);

    /// <summary>The members that this kind declares, without what is inside application data.</summary>
    public IReadOnlyList<string> Members => [.. Tree.Walk().Select(node => node.Path).Where(path => path.Length > 0 && !IsFree(path))];

    /// <summary>The objects that this kind declares.</summary>
    public IReadOnlyList<string> Objects => [.. Tree.Walk().Where(node => node.Members is not null && node.Path != FreePath && !IsFree(node.Path)).Select(node => node.Path)];

    /// <summary>The texts that this kind declares.</summary>
    public IReadOnlyList<string> Texts => [.. Tree.Walk().Where(node => node.IsText && node.Path != FreePath && !IsFree(node.Path)).Select(node => node.Path)];

    /// <summary>Reads strictly; null when nothing was refused.</summary>
    public abstract Refusal? Read(ReadOnlyMemory<byte> message);

    /// <summary>Reads and verifies, as a receiver does.</summary>
    public abstract Refusal? Receive(ReadOnlyMemory<byte> message, IVerifier verifier);

    /// <summary>Reads, verifies and writes again from the members alone; the length, or -1.</summary>
    public abstract int Carry(ReadOnlyMemory<byte> message, IVerifier verifier, Span<byte> again);

    /// <summary>The message with another payload text, rightly signed.</summary>
    public abstract byte[] Sign(string payload);

    public Refusal? Read(string message) => Read(Encoding.UTF8.GetBytes(message));

    public Refusal? Receive(ReadOnlyMemory<byte> message) => Receive(message, CryptographicSuite.Default.Verifier);

    public Refusal? Receive(string message) => Receive(Encoding.UTF8.GetBytes(message));

    public override string ToString() => Name;

    private bool IsFree(string path) => FreePath is not null && path.StartsWith(FreePath + ".", StringComparison.Ordinal);
}

/// <summary>A message with a signature.</summary>
internal sealed class SignedKind<TPayload>(string name, TPayload payload, ISigningKey signer, Func<TPayload, Utf8Text> keyOf, Func<TPayload, TPayload>? anew = null, string? freePath = null)
    : ProtocolMessage(name, Signed(WireWriter.ToArray(payload), signer), freePath)
    where TPayload : struct, IWireView<TPayload>
{
    public override bool IsSigned => true;

    public override Refusal? Read(ReadOnlyMemory<byte> message) =>
        WireReader.TryRead(message, CryptographicSuite.Default, out SignedMessage<TPayload> _, out Refusal? refusal) ? null : refusal;

    public override Refusal? Receive(ReadOnlyMemory<byte> message, IVerifier verifier) =>
        !WireReader.TryRead(message, CryptographicSuite.Default, out SignedMessage<TPayload> read, out Refusal? refusal) ? refusal
        : Verifies(read, verifier) ? null
        : Refusal.InvalidMessage("signature");

    public override int Carry(ReadOnlyMemory<byte> message, IVerifier verifier, Span<byte> again)
    {
        if (!WireReader.TryRead(message, CryptographicSuite.Default, out SignedMessage<TPayload> read, out _) || !Verifies(read, verifier))
        {
            return -1;
        }

        SignedMessage<TPayload> written = new() { Payload = anew is null ? read.Payload : anew(read.Payload), Signature = read.Signature };
        return SignedMessage<TPayload>.MaxLength(written) <= again.Length ? WireWriter.Write(written, again) : -1;
    }

    public override byte[] Sign(string payload) => Signed(Encoding.UTF8.GetBytes(payload), signer);

    private bool Verifies(in SignedMessage<TPayload> read, IVerifier verifier) =>
        verifier.Verify(read.PayloadBytes.Span, read.Signature.Span, keyOf(read.Payload).Span) == VerificationStatus.Valid;

    private static byte[] Signed(byte[] payload, ISigningKey signer) =>
        [.. "{\"payload\":"u8, .. payload, .. ",\"signature\":\""u8, .. ProtocolMessages.SignatureOf(payload, signer).Span, .. "\"}"u8];
}

/// <summary>A message, or the claims of a token, without a signature of its own.</summary>
internal sealed class UnsignedKind<T>(string name, T value, string? freePath = null) : ProtocolMessage(name, WireWriter.ToArray(value), freePath)
    where T : struct, IWireView<T>
{
    public override bool IsSigned => false;

    public override Refusal? Read(ReadOnlyMemory<byte> message) => WireReader.TryRead(message, CryptographicSuite.Default, out T _, out Refusal? refusal) ? null : refusal;

    public override Refusal? Receive(ReadOnlyMemory<byte> message, IVerifier verifier) => Read(message);

    public override int Carry(ReadOnlyMemory<byte> message, IVerifier verifier, Span<byte> again) =>
        WireReader.TryRead(message, CryptographicSuite.Default, out T value, out _) && T.MaxLength(value) <= again.Length ? WireWriter.Write(value, again) : -1;

    public override byte[] Sign(string payload) => Encoding.UTF8.GetBytes($$"""{"payload":{{payload}}}""");
}
