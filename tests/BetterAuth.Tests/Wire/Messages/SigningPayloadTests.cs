using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using BetterAuth.Client;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Server;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>What the helper gives is what goes over the wire under a signature.</summary>
public class SigningPayloadTests
{
    private static readonly AccessRequestAccess Access = new() { Nonce = Utf8Text.FromString("n"), Timestamp = Utf8Text.FromString("t"), Token = Utf8Text.FromString("k") };

    private static readonly Greeting Hello = new("Zoë\n", 3);

    [Fact]
    public async Task A_request_is_signed_over_its_signing_payload()
    {
        byte[] payload = SigningPayload.OfRequest(Access, Hello);
        Assert.Equal("""{"access":{"nonce":"n","timestamp":"t","token":"k"},"request":{"name":"Zoë\n","times":3}}""", Encoding.UTF8.GetString(payload));

        using P256SigningKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256), P256Verifier.Platform);
        byte[] message = await MessageSigner.SignAsync(new AccessPayload<Greeting>(Access, Hello), key, TestContext.Current.CancellationToken);
        Assert.True(WireReader.TryRead(message, suite: null, out SignedMessage<RequestPayload<AccessRequestAccess, RawJson>> signed, out Refusal? refusal), refusal?.ToString());
        Assert.Equal(payload, signed.PayloadBytes.ToArray());
        Assert.Equal(payload, SigningPayload.OfRequest(Access, signed.Payload.Request));
    }

    [Fact]
    public async Task An_answer_is_signed_over_its_signing_payload()
    {
        using P256SigningKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256), P256Verifier.Platform);
        ResponseAccess access = new() { Nonce = Utf8Text.FromString("n"), ServerIdentity = key.PublicKey };
        byte[] payload = SigningPayload.OfResponse(access, Hello);
        Assert.Equal($$$"""{"access":{"nonce":"n","serverIdentity":"{{{key.PublicKey}}}"},"response":{"name":"Zoë\n","times":3}}""", Encoding.UTF8.GetString(payload));

        ArrayBufferWriter<byte> answer = new();
        await new ResponseSigner(key).WriteAsync(access.Nonce, Hello, answer, TestContext.Current.CancellationToken);
        Assert.True(WireReader.TryRead(answer.WrittenMemory, suite: null, out SignedMessage<ResponsePayload<RawJson>> signed, out Refusal? refusal), refusal?.ToString());
        Assert.Equal(payload, signed.PayloadBytes.ToArray());
        Assert.Equal(payload, SigningPayload.OfResponse(access, signed.Payload.Response));
    }
}

[BetterAuthMessage]
internal sealed partial record Greeting(string Name, int Times);
