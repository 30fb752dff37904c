using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Cli.Inspect;

/// <summary>Inspects a single text: a token, or a key, nonce, hash, signature or time.</summary>
internal static class TextInspector
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    public static Inspection Inspect(ReadOnlyMemory<byte> text, FieldNotes notes, List<SignedPart> parts)
    {
        string value = Encoding.UTF8.GetString(text.Span);
        if (TokenInspector.LooksLikeToken(text.Span))
        {
            Inspection token = new("access token");
            token.Problem = TokenInspector.Open(new(text), "token", token.Fields, parts);
            notes.AddTo(token);
            return token;
        }

        if (Suite.Timestamper.TryParse(text.Span, out _))
        {
            return Of("time", new InspectedField("timestamp", value, ""), notes);
        }

        return text.Span switch
        {
            _ when CesrCode.Nonce.IsWellFormed(text.Span) => Of("nonce (or a challenge, which is one to its reader)", ValueOf(CesrCode.Nonce, text.Span), notes),
            _ when CesrCode.Hash.IsWellFormed(text.Span) => Of("hash, BLAKE3-256", ValueOf(CesrCode.Hash, text.Span), notes),
            _ when CesrCode.PublicKey.IsWellFormed(text.Span) => OfKey(text.Span),
            _ when CesrCode.Signature.IsWellFormed(text.Span) => OfSignature(text.Span),
            _ => new Inspection((string?)null) { Problem = new("message", WhyNot(text.Span)) },
        };
    }

    private static Inspection Of(string kind, InspectedField field, FieldNotes notes)
    {
        Inspection inspection = new(kind);
        inspection.Fields.Add(field);
        notes.AddTo(inspection);
        return inspection;
    }

    private static Inspection OfKey(ReadOnlySpan<byte> text)
    {
        string point = ValueOf(CesrCode.PublicKey, text).Value;
        Inspection inspection = new("public key, compressed P-256 point");
        inspection.Fields.Add(new("x", point[2..], point[..2] == "02" ? "y even" : "y odd"));
        inspection.Problem = Suite.Verifier.IsValidKey(text) ? null : new("x", "no point of the curve");
        return inspection;
    }

    private static Inspection OfSignature(ReadOnlySpan<byte> text)
    {
        string value = ValueOf(CesrCode.Signature, text).Value;
        Inspection inspection = new("signature, ECDSA P-256 with SHA-256");
        inspection.Fields.Add(new("r", value[..64], ""));
        inspection.Fields.Add(new("s", value[64..], string.CompareOrdinal(value[64..], HalfOfOrder) > 0 ? "high s, as accepted as the low one" : "low s"));
        return inspection;
    }

    // (n − 1) / 2, n the order of the group.
    private const string HalfOfOrder = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";

    private static InspectedField ValueOf(CesrCode code, ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[code.ValueLength];
        code.TryDecode(text, value);
        return new("value", Convert.ToHexStringLower(value), $"{value.Length} bytes");
    }

    /// <summary>The kind whose code the text begins with says what else is wrong.</summary>
    private static string WhyNot(ReadOnlySpan<byte> text)
    {
        (string kind, CesrCode? code) = text switch
        {
            [(byte)'1', (byte)'A', (byte)'A', (byte)'I', ..] => ("public key", CesrCode.PublicKey),
            [(byte)'0', (byte)'A', ..] => ("nonce", CesrCode.Nonce),
            [(byte)'0', (byte)'I', ..] => ("signature", CesrCode.Signature),
            [(byte)'E', ..] => ("hash", CesrCode.Hash),
            _ => ("", null),
        };
        return code is null ? "no JSON object, token, key, nonce, hash, signature or time"
            : text.Length != code.TextLength ? $"begins like a {kind}, which has {code.TextLength} characters, but has {text.Length}"
            : $"begins like a {kind}, but has a character outside base64url or pad bits that are not zero";
    }
}
