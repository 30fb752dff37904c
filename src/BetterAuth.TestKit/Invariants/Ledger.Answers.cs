using System.Runtime.InteropServices;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.TestKit.Servers;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Invariants;

internal sealed partial class Ledger
{
    /// <summary>When the revocation of a device was first acknowledged, in true time.</summary>
    private readonly Dictionary<(Utf8Text Identity, Utf8Text Device), DateTimeOffset> _acknowledgedRevocations = [];

    /// <summary>I18: a refusal wrote nothing; I8: the model refuses too.</summary>
    private void CheckRefusal(RequestContext context, Refusal refusal)
    {
        CheckRefusalOfToken(context.Server, context.Message, refusal, context.Started);
        if (context.Commits > 0)
        {
            Fail("I18", $"{context.Endpoint} was refused ({refusal.Message}) and changed the store.");
        }
        else if (IsAccountOperation(context.Endpoint!.Value) && context.Message.IsHonest && context.Message.Intended == context.Endpoint && (context.Possible & Verdicts.Refuse) == 0)
        {
            Fail("I8", $"{context.Endpoint} of {context.Message.Author!.Name} was refused ({refusal}); the sequential model says {context.Possible}.");
        }
    }

    /// <summary>I13: the answer is the server's, for this request; then what it says.</summary>
    private void CheckAnswer(RequestContext context, ReadOnlyMemory<byte> answer)
    {
        CheckSecrets("an answer", answer.Span);
        using JsonDocument document = JsonDocument.Parse(answer);
        JsonElement payload = document.RootElement.GetProperty("payload"u8);
        JsonElement access = payload.GetProperty("access"u8);
        byte[] signature = [.. document.RootElement.GetProperty("signature"u8).GetString()!.Select(character => (byte)character)];
        Utf8Text key = Utf8Text.FromString(access.GetProperty("serverIdentity"u8).GetString()!);
        if (key != context.ResponseKey!.Key.PublicKey || world.Suite.Verifier.Verify(JsonMarshal.GetRawUtf8Value(payload), signature, key.Span) != VerificationStatus.Valid)
        {
            Fail("I13", $"An answer to {context.Endpoint} does not verify under the key it names, or that is not the server's.");
        }
        else if (context.ResponseKey.Left < context.Started || context.AccessKey!.Left < context.Started)
        {
            Fail("I13", $"{context.Server.Name} signed with a key that was withdrawn before the request came.");
        }
        else if (access.GetProperty("nonce"u8).GetString() != context.Message.Facts.Nonce.ToString())
        {
            Fail("I13", $"An answer to {context.Endpoint} carries another request's nonce.");
        }
        else if (IsAccountOperation(context.Endpoint!.Value))
        {
            CheckAcknowledgement(context);
        }
        else
        {
            CheckSessionAnswer(context, payload.GetProperty("response"u8));
        }
    }

    /// <summary>I2: what is acknowledged was applied, under this operation.</summary>
    private void CheckAcknowledgement(RequestContext context)
    {
        ReplayRequest request = RequestOf(context);
        Utf8Text identity = request.Facts.Identity;
        if (!_applied.Contains((identity, request.Digest)) && (context.Possible & Verdicts.Acknowledge) == 0)
        {
            Fail("I2", $"{request} of {context.Message.Author?.Name ?? "the attacker"} was acknowledged and never applied.");
            return;
        }

        foreach (Utf8Text device in context.Revoked)
        {
            _acknowledgedRevocations.TryAdd((identity, device), world.Time.Now);
        }
    }
}
