using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.References;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>The strict scanner beside <see cref="Utf8JsonReader"/> and <see cref="JsonDocument"/>: what it takes they take and understand alike; what it refuses and they take is a strictness of docs/protocol/json.md, and they agree that it is there.</summary>
internal sealed class JsonScannerTarget : FuzzTarget
{
    public override string Name => "json-scanner";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. JsonMutations.All, .. JsonMutations.All, .. ByteMutations.All];

    public override IReadOnlyList<string> MustHappen => ["taken", "not JSON", "not UTF-8", "nested too deeply", "lone surrogate", "duplicate member"];

    public override int TestedInputs => 6_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds() => JsonSeeds.All;

    public override void Run(byte[] input)
    {
        PlatformJson platform = PlatformJson.Of(input);
        (bool taken, Refusal? refusal) = Oracle.Cheap(() => (RawJson.TryParse(input, out _, out Refusal? refused), refused));
        Oracle.Same(platform.IsStrict, taken, "taken, where the platform says otherwise");
        Count(taken ? "taken" : refusal!["details"] ?? "");
        if (taken)
        {
            using JsonDocument document = JsonDocument.Parse(input);
            Walk(input, document.RootElement);
        }
        else
        {
            CheckReason(refusal!, platform);
        }
    }

    /// <summary>Members in their order, and texts, as generated readers see them.</summary>
    private static void Walk(ReadOnlyMemory<byte> json, JsonElement expected)
    {
        JsonScanner scanner = new(json, suite: null);
        if (expected.ValueKind == JsonValueKind.String)
        {
            bool isPlain = !json.Span.Contains((byte)'\\');
            Oracle.Same(isPlain, scanner.TryReadText(TextShape.Any, out Utf8Text text), "a text without escapes is read, another is not");
            Oracle.Holds(!isPlain || Encoding.UTF8.GetString(text.Span) == expected.GetString(), "the text is another one");
            Oracle.Same(isPlain, scanner.TryEnd(out _), "what was refused is not read to its end");
            return;
        }

        Oracle.Same(expected.ValueKind == JsonValueKind.Object, scanner.TryBeginObject(out _), "an object is entered, anything else is not");
        if (expected.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty member in expected.EnumerateObject())
        {
            Oracle.Holds(scanner.TryReadName(out ReadOnlySpan<byte> name), "a member is missing");
            Oracle.Holds(name.Contains((byte)'\\') || Encoding.UTF8.GetString(name) == member.Name, "a name is another one");
            Oracle.Holds(scanner.TryReadRaw(out ReadOnlyMemory<byte> value), "a value is missing");
            Oracle.Same(Encoding.UTF8.GetBytes(member.Value.GetRawText()), value.Span, "a value is another one");
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.String)
            {
                Walk(value, member.Value);
            }
        }

        Oracle.Holds(!scanner.TryReadName(out _), "a member too many");
        Oracle.Holds(scanner.TryEndObject(out _) && scanner.TryEnd(out _), "the end is not seen");
    }

    private static void CheckReason(Refusal refusal, PlatformJson platform)
    {
        Oracle.Same(ErrorCode.InvalidMessage, refusal.Code, "code");
        bool isSo = refusal["details"] switch
        {
            "not JSON" => !platform.IsJson,
            "not UTF-8" => !platform.IsUtf8,
            "nested too deeply" => platform.IsTooDeep || !platform.IsJson, // what is wrong first is said
            "lone surrogate" => platform.HasHalfSurrogates || platform.IsTooDeep || !platform.IsJson,
            "duplicate member" => platform.HasDuplicates || platform.HasHalfSurrogates || platform.IsTooDeep || !platform.IsJson,
            _ => false,
        };
        Oracle.Holds(isSo, $"refused for a reason that is none: {refusal}");
    }
}
