using System.Buffers;
using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.Worlds;
using BetterAuth.Wire;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>
/// Every generated reader: what one takes is JSON with exactly these members, says again what was read when it is written from the members alone, and covers by its signed slice exactly the payload;
/// what it refuses is refused by BA101 with a field and texts that may stand in a log.
/// </summary>
internal sealed class MessagesTarget : FuzzTarget
{
    public override string Name => "messages";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. JsonMutations.All, .. JsonMutations.All, .. ByteMutations.All, .. TextMutations.Base64];

    public override IReadOnlyList<string> MustHappen { get; } = [.. MessageKind.All.Select(kind => kind.Name)];

    public override int TestedInputs => 4_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds() => SampleMessages.All();

    public override void Run(byte[] input)
    {
        foreach (MessageKind kind in MessageKind.All)
        {
            ReadMessage read = Oracle.Cheap(() => kind.Read(input));
            Oracle.Same(read.Refusal is null, read.Write is not null, $"{kind.Name}: refused or read");
            if (read.Refusal is { } refusal)
            {
                CheckRefusal(refusal);
            }
            else
            {
                Count(kind.Name);
                CheckRead(kind, read, input);
            }
        }
    }

    private static void CheckRead(MessageKind kind, ReadMessage read, byte[] input)
    {
        Oracle.Holds(RawJson.TryParse(input, out RawJson json, out _), $"{kind.Name}: read, and no JSON");
        byte[] canonical, written;
        try
        {
            canonical = WireWriter.ToArray(json);
            written = read.Write!();
        }
        catch (ArgumentException)
        {
            return; // Application data without a canonical form; the json-writer target says when that may be.
        }

        using JsonDocument document = JsonDocument.Parse(input);
        if (!read.Signed.IsEmpty)
        {
            Oracle.Same(Encoding.UTF8.GetBytes(document.RootElement.GetProperty("payload").GetRawText()), read.Signed.Span, $"{kind.Name}: what is signed");
        }

        // Members may come in any order; written they stand in their own.
        using JsonDocument one = JsonDocument.Parse(canonical), two = JsonDocument.Parse(written);
        Oracle.Same(Sorted(one.RootElement), Sorted(two.RootElement), $"{kind.Name}: written from its members");
    }

    private static string Sorted(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? "{" + string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Name + ":" + Sorted(member.Value))) + "}"
        : value.GetRawText();

    private static void CheckRefusal(Refusal refusal)
    {
        Oracle.Same(ErrorCode.InvalidMessage, refusal.Code, "code of a message that cannot be read");
        Oracle.Holds(!string.IsNullOrEmpty(refusal["field"]), "a refusal without a field");
        ArrayBufferWriter<byte> text = new();
        RefusalJson.Write(refusal, text);
        Oracle.Holds(text.WrittenCount < 1024 && !text.WrittenSpan.ContainsAnyExceptInRange((byte)' ', (byte)'~'), $"not a refusal in one line: {refusal}");
        Oracle.Holds(!refusal.ToString().AsSpan().ContainsAnyExceptInRange(' ', '~'), $"not a line for a log: {refusal}");
    }
}
