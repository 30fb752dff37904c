using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Transcripts;

/// <summary>Holds one recorded message to the wire: it parses strictly, its signature verifies over the raw bytes, and its members written anew give the same bytes.</summary>
internal static class MessageProof
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    /// <summary>A signed message by the key that <paramref name="keyOf"/> finds; <paramref name="anew"/> rebuilds what in the payload would be written as it was received.</summary>
    public static TPayload Signed<TPayload>(string text, Func<TPayload, Utf8Text> keyOf, Func<TPayload, TPayload>? anew = null)
        where TPayload : struct, IWireView<TPayload>
    {
        SignedMessage<TPayload> message = Read<SignedMessage<TPayload>>(text, Suite);
        Verifies(message, keyOf(message.Payload));
        SameAgain(text, WithoutBytes(message, anew));
        return message.Payload;
    }

    /// <summary>A message that is read without checking the forms of its texts (the answer of <c>/bad/nonce</c>); strictly it is refused, for <paramref name="field"/>.</summary>
    public static TPayload IllFormed<TPayload>(string text, string field, Utf8Text key)
        where TPayload : struct, IWireView<TPayload>
    {
        Assert.False(WireReader.TryRead(Encoding.UTF8.GetBytes(text), Suite, out SignedMessage<TPayload> _, out Refusal? refusal));
        Assert.Equal(field, refusal["field"]);
        SignedMessage<TPayload> message = Read<SignedMessage<TPayload>>(text, null);
        Verifies(message, key);
        SameAgain(text, WithoutBytes(message, null));
        return message.Payload;
    }

    /// <summary>The one message without a signature.</summary>
    public static TPayload Unsigned<TPayload>(string text)
        where TPayload : struct, IWireView<TPayload>
    {
        UnsignedMessage<TPayload> message = Read<UnsignedMessage<TPayload>>(text, Suite);
        SameAgain(text, message);
        return message.Payload;
    }

    /// <summary>A link request, whose container is a signed message of its own.</summary>
    public static RequestPayload<RequestAccess, LinkDeviceRequest> Link(string text, Func<RequestPayload<RequestAccess, LinkDeviceRequest>, Utf8Text> keyOf)
    {
        RequestPayload<RequestAccess, LinkDeviceRequest> payload = Signed(text, keyOf, read =>
            read with { Request = read.Request with { Link = WithoutBytes(read.Request.Link, null) } });
        Verifies(payload.Request.Link, payload.Request.Link.Payload.Authentication.PublicKey);
        return payload;
    }

    /// <summary>Reads exactly one view.</summary>
    public static T Read<T>(string text, CryptographicSuite? suite)
        where T : struct, IWireView<T>
    {
        Assert.True(WireReader.TryRead(Encoding.UTF8.GetBytes(text), suite, out T value, out Refusal? refusal), $"{refusal}: {text}");
        return value;
    }

    /// <summary>Members alone give the text again, and the announced length was exact.</summary>
    public static void SameAgain<T>(string text, in T value)
        where T : struct, IWireView<T>
    {
        byte[] again = new byte[T.MaxLength(value)];
        Assert.Equal(again.Length, WireWriter.Write(value, again));
        Assert.Equal(text, Encoding.UTF8.GetString(again));
    }

    private static void Verifies<TPayload>(in SignedMessage<TPayload> message, Utf8Text key)
        where TPayload : struct, IWireView<TPayload> =>
        Assert.Equal(VerificationStatus.Valid, Suite.Verifier.Verify(message.PayloadBytes.Span, message.Signature.Span, key.Span));

    private static SignedMessage<TPayload> WithoutBytes<TPayload>(in SignedMessage<TPayload> message, Func<TPayload, TPayload>? anew)
        where TPayload : struct, IWireView<TPayload> =>
        new() { Payload = anew is null ? message.Payload : anew(message.Payload), Signature = message.Signature };
}
