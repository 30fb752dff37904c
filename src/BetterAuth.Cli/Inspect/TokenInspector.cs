using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Cli.Inspect;

/// <summary>Opens tokens: a signature and compressed claims.</summary>
internal static class TokenInspector
{
    private const int MaxClaims = 32 * 1024;
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    /// <summary>Whether the text could be a token: it begins with a signature.</summary>
    public static bool LooksLikeToken(ReadOnlySpan<byte> text)
    {
        int signature = Suite.Verifier.SignatureLength;
        return text.Length > signature && Suite.Verifier.IsWellFormedSignature(text[..signature]);
    }

    /// <summary>Puts the claims of every token of a message behind the token.</summary>
    public static void Expand(Inspection inspection, List<SignedPart> parts)
    {
        for (int i = 0; i < inspection.Fields.Count; i++)
        {
            InspectedField field = inspection.Fields[i];
            if (field.Path is "payload.access.token" or "payload.request.access.token" or "payload.response.access.token")
            {
                List<InspectedField> claims = [];
                inspection.Problem ??= Open(Utf8Text.FromString(field.Value), field.Path, claims, parts);
                inspection.Fields.InsertRange(i + 1, claims);
                i += claims.Count;
            }
        }
    }

    /// <summary>Adds a token's signature and claims, the latter below <paramref name="path"/>; what is wrong with them, or null.</summary>
    public static InspectedProblem? Open(Utf8Text token, string path, List<InspectedField> fields, List<SignedPart> parts)
    {
        if (!LooksLikeToken(token.Span))
        {
            return new(path, "does not begin with a signature");
        }

        int signature = Suite.Verifier.SignatureLength;
        byte[] claims = new byte[MaxClaims];
        if (!Suite.TokenEncoder.TryDecode(token.Span[signature..], claims, out int length))
        {
            return new(path, $"what follows the signature is not one gzip member in base64url, or holds more than {MaxClaims} bytes");
        }

        Memory<byte> json = claims.AsMemory(0, length);
        if (!WireReader.TryRead(json, suite: null, out AccessToken _, out Refusal? refusal))
        {
            return ProblemOf(path, refusal);
        }

        fields.Add(new($"{path}.signature", token.ToString()[..signature], "signature"));
        fields.AddRange(JsonFields.Of(json, "attributes").Select(field => field with { Path = $"{path}.{field.Path}" }));
        parts.Add(new("token", json, new(token.Memory[..signature]), $"{path}.serverIdentity"));
        return WireReader.TryRead(json, Suite, out AccessToken _, out refusal) ? null : ProblemOf(path, refusal);
    }

    private static InspectedProblem ProblemOf(string path, Refusal refusal) => new($"{path}.{refusal["field"]}", refusal["details"] ?? "malformed");
}
