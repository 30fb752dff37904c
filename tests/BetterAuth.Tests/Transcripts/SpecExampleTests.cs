using System.Text;
using System.Text.Json;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Transcripts;

/// <summary>The examples of the specification: what is signed, the signature and the key.</summary>
public class SpecExampleTests
{
    private static readonly string File = Path.Combine(AppContext.BaseDirectory, "Transcripts", "Data", "spec-examples.json");

    public static TheoryData<int, string> Examples()
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File));
        TheoryData<int, string> examples = [];
        foreach ((int index, JsonElement example) in document.RootElement.EnumerateArray().Index())
        {
            examples.Add(index, Text(example, "section"));
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_specification_is_parsed_verified_and_written_again(int index, string section)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(File));
        JsonElement example = document.RootElement[index];
        string payload = Text(example, "signedPayload");
        if (!example.TryGetProperty("signature", out JsonElement signature))
        {
            Assert.Equal("RequestSession", section);
            MessageProof.Unsigned<RequestPayload<RequestAccess, RequestSessionRequest>>($$"""{"payload":{{payload}}}""");
            return;
        }

        string message = $$"""{"payload":{{payload}},"signature":"{{signature.GetString()}}"}""";
        JsonElement[] keys = [.. example.GetProperty("verifiesWith").EnumerateArray()];
        if (keys.Length == 0)
        {
            // The key that a device holds when it asks for a session stands in no message of the example.
            Assert.Equal("CreateSession", section);
            SignedMessage<RequestPayload<RequestAccess, CreateSessionRequest>> read = MessageProof.Read<SignedMessage<RequestPayload<RequestAccess, CreateSessionRequest>>>(message, null);
            MessageProof.SameAgain(message, new SignedMessage<RequestPayload<RequestAccess, CreateSessionRequest>> { Payload = read.Payload, Signature = read.Signature });
            return;
        }

        Check(section, message, payload, Utf8Text.FromString(keys[0].EnumerateObject().First().Value.GetString()!));
    }

    private static void Check(string section, string message, string payload, Utf8Text key)
    {
        bool isResponse = payload.Contains("\"response\":", StringComparison.Ordinal);
        bool isContainer = payload.StartsWith("{\"authentication\"", StringComparison.Ordinal);
        switch (section)
        {
            case "LinkDevice" when isContainer:
                MessageProof.Signed<LinkPayload>(message, _ => key);
                break;
            case "CreateSession" or "RefreshSession" when isResponse:
                TokenProof.Check(MessageProof.Signed<ResponsePayload<SessionResponse>>(message, _ => key).Response.Access.Token, null);
                break;
            case "RequestSession" when isResponse:
                MessageProof.Signed<ResponsePayload<RequestSessionResponse>>(message, _ => key);
                break;
            case "Access" when isResponse:
                MessageProof.Signed<ResponsePayload<RawJson>>(message, _ => key);
                break;
            case var _ when isResponse:
                MessageProof.Signed<ResponsePayload<EmptyResponse>>(message, _ => key);
                break;
            case "LinkDevice":
                MessageProof.Link(message, _ => key);
                break;
            case "RefreshSession":
                TokenProof.Check(MessageProof.Signed<RequestPayload<RequestAccess, RefreshSessionRequest>>(message, _ => key).Request.Access.Token, null);
                break;
            case "Access":
                var access = MessageProof.Signed<RequestPayload<AccessRequestAccess, RawJson>>(message, _ => key).Access;
                Assert.Equal(TokenProof.Check(access.Token, null).PublicKey, key);
                TokenProof.Instant(access.Timestamp);
                break;
            default:
                Request(section, message, key);
                break;
        }
    }

    private static void Request(string section, string message, Utf8Text key)
    {
        switch (section)
        {
            case "CreateAccount":
                MessageProof.Signed<RequestPayload<RequestAccess, CreateAccountRequest>>(message, _ => key);
                break;
            case "DeleteAccount":
                MessageProof.Signed<RequestPayload<RequestAccess, DeleteAccountRequest>>(message, _ => key);
                break;
            case "RecoverAccount":
                MessageProof.Signed<RequestPayload<RequestAccess, RecoverAccountRequest>>(message, _ => key);
                break;
            case "RotateDevice":
                MessageProof.Signed<RequestPayload<RequestAccess, RotateDeviceRequest>>(message, _ => key);
                break;
            case "UnlinkDevice":
                MessageProof.Signed<RequestPayload<RequestAccess, UnlinkDeviceRequest>>(message, _ => key);
                break;
            case "ChangeRecoveryKey":
                MessageProof.Signed<RequestPayload<RequestAccess, ChangeRecoveryKeyRequest>>(message, _ => key);
                break;
            default:
                Assert.Fail($"The specification has no section {section}.");
                break;
        }
    }

    private static string Text(JsonElement example, string name) => example.GetProperty(name).GetString()!;
}
