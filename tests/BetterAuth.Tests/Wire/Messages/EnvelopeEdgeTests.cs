using System.Buffers;
using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>What a refusal says of an envelope, and how much room a message takes.</summary>
public class EnvelopeEdgeTests
{
    private const string Payload = """{"a":[1,2]}""";
    private static readonly string Signature = Signed();

    [Theory]
    [InlineData("""{"payload":{},"extra":1}""", "extra", "unknown member")]
    [InlineData("""{"payload":{},"payload":{}}""", "payload", "duplicate member")]
    [InlineData("""{"payload":{}}""", "signature", "missing member")]
    [InlineData("{}", "payload", "missing member")]
    [InlineData("[]", "message", "not an object")]
    [InlineData("""{"payload":{"a":[1}}""", "message", "not JSON")]
    public void A_refusal_names_the_member_and_what_is_wrong_with_it(string text, string field, string details)
    {
        Assert.False(WireReader.TryRead(Encoding.UTF8.GetBytes(text), CryptographicSuite.Default, out SignedMessage<RawJson> _, out Refusal? refusal));
        Assert.Equal((field, details), (refusal["field"], refusal["details"]));
    }

    [Fact]
    public void A_second_signature_is_a_duplicate()
    {
        string text = $$"""{"signature":"{{Signature}}","signature":"{{Signature}}"}""";
        Assert.False(WireReader.TryRead(Encoding.UTF8.GetBytes(text), CryptographicSuite.Default, out SignedMessage<RawJson> _, out Refusal? refusal));
        Assert.Equal(("signature", "duplicate member"), (refusal["field"], refusal["details"]));
    }

    [Theory, InlineData(Payload), InlineData("1"), InlineData(""" { "a" : [ 1.0 ] } """)]
    public void A_message_that_was_read_is_carried_on_with_the_bytes_that_were_signed(string payload)
    {
        string text = $$"""{"payload":{{payload.Trim()}},"signature":"{{Signature}}"}""";
        Assert.True(WireReader.TryRead(Encoding.UTF8.GetBytes(text), CryptographicSuite.Default, out SignedMessage<RawJson> message, out _));

        Assert.Equal(text, Encoding.UTF8.GetString(WireWriter.ToArray(message)));
        Assert.Equal(text.Length, SignedMessage<RawJson>.MaxLength(message));
    }

    [Fact]
    public void A_message_that_was_made_is_written_with_its_payload()
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(Payload), out RawJson payload, out _));
        SignedMessage<RawJson> message = new() { Payload = payload, Signature = Utf8Text.FromString(Signature) };
        string text = $$"""{"payload":{{Payload}},"signature":"{{Signature}}"}""";

        Assert.Equal(text, Encoding.UTF8.GetString(WireWriter.ToArray(message)));
        Assert.Equal(text.Length, SignedMessage<RawJson>.MaxLength(message));
    }

    [Fact]
    public void What_was_written_to_a_buffer_counts_as_written()
    {
        Assert.True(RawJson.TryParse(Encoding.UTF8.GetBytes(Payload), out RawJson payload, out _));
        ArrayBufferWriter<byte> output = new();
        Assert.Equal(Payload.Length, WireWriter.Write(payload, output));
        Assert.Equal(Payload, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_value_comes_with_its_bytes()
    {
        Assert.True(WireReader.TryRead(" [1.0] "u8.ToArray(), null, out Sliced<RawJson> sliced, out Refusal? refusal));
        Assert.Null(refusal);
        Assert.Equal("[1.0]", Encoding.UTF8.GetString(sliced.Bytes.Span));
        Assert.Equal("[1.0]", sliced.Value.ToString());
        Assert.Equal("[1]", Encoding.UTF8.GetString(WireWriter.ToArray(sliced)));

        Assert.False(WireReader.TryRead("[]"u8.ToArray(), null, out Sliced<UnsignedMessage<RawJson>> none, out refusal));
        Assert.True(none.Bytes.IsEmpty);
        Assert.Equal(("message", "not an object"), (refusal["field"], refusal["details"]));
    }

    private static string Signed()
    {
        ISigningKey key = CryptographicSuite.Default.Keys.Generate();
        byte[] signature = new byte[key.SignatureLength];
        key.SignAsync(new byte[1], signature).AsTask().GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(signature);
    }
}
