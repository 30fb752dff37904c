using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Keys;
using BetterAuth.Sessions;
using BetterAuth.Tests.Transcripts;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Sessions;

/// <summary>Every change of a single byte of a token: refused, or the claims are the ones that were signed.</summary>
public class TokenMutationTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    [Fact]
    public void J_34_A_changed_token_is_refused_or_says_what_was_signed()
    {
        Transcript transcript = Transcript.LoadAll()[0];
        string token = transcript.Exchanges.Where(exchange => exchange.Path == "/session/refresh")
            .Select(exchange => MessageProof.Read<SignedMessage<RequestPayload<RequestAccess, RefreshSessionRequest>>>(exchange.Request, Suite).Payload.Request.Access.Token.ToString()).First();
        VerificationKeyRing ring = new([KeyOf(transcript.AccessKey)]);
        TokenReader reader = new(Suite);
        byte[] buffer = new byte[32 * 1024];
        Assert.Equal("accepted", Answer(reader, ring, token, buffer, out string signed));

        Dictionary<string, int> answers = [];
        foreach (string mutant in Mutants(token))
        {
            string answer = Answer(reader, ring, mutant, buffer, out string claims);
            Assert.True(answer != "accepted" || claims == signed, mutant);
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
        }

        // The header's time, flags and system may be anything; everything else is refused, for its text, its compression, its claims or its signature.
        Assert.InRange(answers["accepted"], 1, 64 * 12);
        Assert.True(answers["signature"] > 1_000 && answers[""] > 10_000, string.Join(", ", answers));
    }

    private static string Answer(TokenReader reader, VerificationKeyRing ring, string token, byte[] buffer, out string claims)
    {
        claims = "";
        if (!reader.TryRead(Utf8Text.FromString(token), buffer, out TokenClaims read, out var refusal) || (refusal = read.Verify(ring, out _)) is not null)
        {
            return refusal["field"]!;
        }

        claims = Encoding.UTF8.GetString(read.Bytes.Span);
        return "accepted";
    }

    private static IEnumerable<string> Mutants(string token)
    {
        for (int place = 0; place <= token.Length; place++)
        {
            foreach (char other in Alphabet)
            {
                if (place < token.Length && other != token[place])
                {
                    yield return token[..place] + other + token[(place + 1)..];
                }
            }

            foreach (char other in "A_0 =\"\n")
            {
                yield return token[..place] + other + token[place..];
            }

            if (place < token.Length)
            {
                yield return token[..place] + token[(place + 1)..];
                yield return token[..place];
            }
        }
    }

    private static IVerificationKey KeyOf(string text)
    {
        Assert.True(Suite.Verifier.TryImport(Utf8Text.FromString(text), out IVerificationKey? key));
        return key;
    }
}
