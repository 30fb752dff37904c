using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Inspect;

/// <summary>Says what an input is. Reads by the library's own strict readers, so that it accepts what a server or client would.</summary>
internal sealed class Inspector(IReadOnlyList<Utf8Text> keys, TimeProvider clock)
{
    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    /// <summary>Inspects a message, token, key, nonce, hash, signature or time; white space around it does not matter.</summary>
    public Inspection Inspect(ReadOnlyMemory<byte> input)
    {
        ReadOnlyMemory<byte> text = Trimmed(input);
        FieldNotes notes = new(clock.GetUtcNow());
        List<SignedPart> parts = [];
        Inspection inspection = text.Span switch
        {
            [] => NotUnderstood("there is nothing"),
            [(byte)'{', ..] => MessageInspector.Inspect(text, notes, parts),
            _ => TextInspector.Inspect(text, notes, parts),
        };
        inspection = inspection with { KeyGiven = keys.Count > 0 };
        Verify(inspection, parts);
        return inspection;
    }

    private void Verify(Inspection inspection, List<SignedPart> parts)
    {
        foreach (SignedPart part in parts)
        {
            if (part.KeyPath is not null && inspection.Fields.Find(field => field.Path == part.KeyPath) is { } own)
            {
                inspection.Signatures.Add(new(part.Of, own.Value, part.KeyPath, Verifies(part, Utf8Text.FromString(own.Value))));
            }

            inspection.NeedsKey |= part.KeyPath is null && keys.Count == 0;
            foreach (Utf8Text key in keys)
            {
                inspection.Signatures.Add(new(part.Of, key.ToString(), null, Verifies(part, key)));
            }
        }
    }

    private static bool Verifies(SignedPart part, Utf8Text key) => Suite.Verifier.Verify(part.Bytes.Span, part.Signature.Span, key.Span) == VerificationStatus.Valid;

    private static Inspection NotUnderstood(string why) => new((string?)null) { Problem = new("message", why) };

    private static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> input)
    {
        ReadOnlySpan<byte> space = " \t\r\n"u8;
        int start = input.Span.IndexOfAnyExcept(space);
        return start < 0 ? default : input[start..(input.Span.LastIndexOfAnyExcept(space) + 1)];
    }
}
