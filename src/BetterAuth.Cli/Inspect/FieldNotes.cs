using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Cli.Inspect;

/// <summary>What a member is, and what can be checked about it without a server: derivations, commitments, times.</summary>
internal sealed class FieldNotes(DateTimeOffset now)
{
    /// <summary>The note of an identity that these keys create.</summary>
    public const string DerivedIdentity = "identity, derived from the keys here";

    private static readonly CryptographicSuite Suite = CryptographicSuite.Default;

    /// <summary>Adds the notes.</summary>
    public void AddTo(Inspection inspection)
    {
        Dictionary<string, string> values = inspection.Fields.ToDictionary(field => field.Path, field => field.Value);
        for (int i = 0; i < inspection.Fields.Count; i++)
        {
            InspectedField field = inspection.Fields[i];
            int dot = field.Path.LastIndexOf('.');
            string name = field.Path[(dot + 1)..];
            if (field.Note.Length == 0)
            {
                inspection.Fields[i] = field with { Note = NoteOf(name, field, beside => values.GetValueOrDefault(field.Path[..(dot + 1)] + beside), inspection) };
            }
        }
    }

    private string NoteOf(string name, InspectedField field, Func<string, string?> beside, Inspection inspection) => name switch
    {
        "nonce" => field.Path.EndsWith("authentication.nonce", StringComparison.Ordinal) ? "challenge" : "nonce",
        "device" => beside("publicKey") is { } key && beside("rotationHash") is { } rotation && Hash(key + rotation) == field.Value
            ? "device, derived from the keys here" : "device",
        "identity" => beside("recoveryHash") is { } recovery && Hash(beside("publicKey") + beside("rotationHash") + recovery) == field.Value ? DerivedIdentity : "identity",
        "publicKey" or "recoveryKey" or "serverIdentity" => KeyNote(name, field.Value),
        "rotationHash" => CommitmentNote("commitment to the next key", field.Value, beside("publicKey")),
        "recoveryHash" => CommitmentNote("commitment to the recovery key", field.Value, beside("recoveryKey")),
        "token" => "access token; what is in it follows",
        "signature" => "signature",
        "timestamp" or "issuedAt" => TimeNote(field, inspection, expires: false),
        "expiry" or "refreshExpiry" => TimeNote(field, inspection, expires: true),
        _ => "",
    };

    private static string KeyNote(string name, string key)
    {
        string what = name switch { "publicKey" => "public key", "recoveryKey" => "recovery key, revealed", _ => "server key" };
        return Suite.Verifier.IsValidKey(Encoding.UTF8.GetBytes(key)) ? what : $"{what}, but no point of the curve";
    }

    private static string CommitmentNote(string what, string hash, string? revealed) =>
        revealed is not null && Hash(revealed) == hash ? $"{what}, but it is the hash of the key revealed beside it" : what;

    private string TimeNote(InspectedField field, Inspection inspection, bool expires)
    {
        if (!Suite.Timestamper.TryParse(Encoding.UTF8.GetBytes(field.Value), out DateTimeOffset time))
        {
            inspection.Problem ??= new(field.Path, "no time (RFC 3339, Z, 0 to 9 fraction digits)");
            return "";
        }

        string distance = Distance((time - now).Duration());
        return time < now ? (expires ? $"expired {distance} ago" : $"{distance} ago") : $"in {distance}";
    }

    /// <summary>The two largest units that say something.</summary>
    private static string Distance(TimeSpan span)
    {
        (long Count, string Unit)[] units = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "min"), (span.Seconds, "s")];
        string[] parts = [.. units.SkipWhile(unit => unit.Count == 0).Take(2).Where(unit => unit.Count > 0).Select(unit => $"{unit.Count} {unit.Unit}")];
        return parts.Length == 0 ? $"{span.Milliseconds} ms" : string.Join(' ', parts);
    }

    private static string Hash(string message)
    {
        byte[] text = new byte[Suite.Hasher.TextLength];
        Suite.Hasher.Hash(Encoding.UTF8.GetBytes(message), text);
        return Encoding.UTF8.GetString(text);
    }
}
