using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using BetterAuth.Fuzzing.References;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>The canonical writer: canonical text means what was read, is as long as was announced, is its own canonical text, and is refused exactly where docs/protocol/json.md says. Any bytes besides serve as a string and as a number to write.</summary>
internal sealed class JsonWriterTarget : FuzzTarget
{
    public override string Name => "json-writer";

    public override IReadOnlyList<Mutation> Mutations { get; } = [.. JsonMutations.All, .. JsonMutations.All, .. ByteMutations.All];

    public override IReadOnlyList<string> MustHappen => ["written", "refused"];

    public override int TestedInputs => 5_000;

    public override IEnumerable<(string Name, byte[] Input)> Seeds() => JsonSeeds.All;

    public override void Run(byte[] input)
    {
        if (RawJson.TryParse(input, out RawJson value, out _))
        {
            CheckCanonical(value, input);
        }

        CheckString(input);
        if (input.Length >= sizeof(double))
        {
            CheckNumber(BitConverter.ToDouble(input));
        }
    }

    private void CheckCanonical(RawJson value, byte[] input)
    {
        using JsonDocument document = JsonDocument.Parse(input);
        byte[] canonical;
        try
        {
            canonical = WireWriter.ToArray(value);
        }
        catch (ArgumentException)
        {
            Count("refused");
            Oracle.Holds(HasNoForm(document.RootElement), "refused, though it has a canonical form");
            return;
        }

        Count("written");
        Oracle.Holds(!HasNoForm(document.RootElement), "written, though it has no canonical form");
        Oracle.Same(canonical.Length, RawJson.MaxLength(value), "length announced");
        using JsonDocument written = JsonDocument.Parse(canonical);
        Oracle.Holds(PlatformJson.Means(document.RootElement, written.RootElement), $"means something else: {Encoding.UTF8.GetString(canonical)}");
        Oracle.Holds(RawJson.TryParse(canonical, out RawJson again, out _), "canonical text is refused");
        Oracle.Same(canonical, WireWriter.ToArray(again), "canonical text has another canonical text");
        Oracle.Holds(!HasSpace(canonical), "white space outside strings");
    }

    private static void CheckString(byte[] input)
    {
        byte[] text = new byte[(input.Length * 6) + 2];
        CanonicalJsonWriter writer = new(text);
        bool isWritten = true;
        try
        {
            writer.WriteString(input);
        }
        catch (ArgumentException)
        {
            isWritten = false;
        }

        Oracle.Same(Utf8.IsValid(input), isWritten, "UTF-8 is written, anything else is not");
        if (!isWritten)
        {
            return;
        }

        ReadOnlySpan<byte> written = text.AsSpan(0, writer.Written);
        Oracle.Same(written.Length, CanonicalJsonWriter.LengthOf(input), "length of a string");
        Utf8JsonReader reader = new(written);
        reader.Read();
        Oracle.Same(input, Encoding.UTF8.GetBytes(reader.GetString()!), "a string is read as another one");

        byte[] fromChars = new byte[CanonicalJsonWriter.MaxLengthOf(Encoding.UTF8.GetString(input))];
        CanonicalJsonWriter other = new(fromChars);
        other.WriteString(Encoding.UTF8.GetString(input));
        Oracle.Same(written, fromChars.AsSpan(0, other.Written), "UTF-16 is written otherwise than UTF-8");
    }

    private static void CheckNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        byte[] text = new byte[CanonicalJsonWriter.MaxNumberLength];
        CanonicalJsonWriter writer = new(text);
        writer.WriteNumber(value);
        string written = Encoding.ASCII.GetString(text, 0, writer.Written);
        Oracle.Same(value, double.Parse(written, CultureInfo.InvariantCulture), "a number is read as another one");
        Oracle.Holds(RawJson.TryParse(text.AsMemory(0, writer.Written), out _, out _), $"not a number of JSON: {written}");
        Oracle.Holds(Digits(written) <= Digits(value.ToString("R", CultureInfo.InvariantCulture)), $"more digits than it needs: {written}");
    }

    private static int Digits(string number) => number.Split('E', 'e')[0].Where(char.IsAsciiDigit).SkipWhile(digit => digit == '0').Reverse().SkipWhile(digit => digit == '0').Count();

    /// <summary>A number that no double holds, or a name that JavaScript would move.</summary>
    private static bool HasNoForm(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsIndex(member.Name) || HasNoForm(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasNoForm),
        JsonValueKind.Number => !double.IsFinite(double.Parse(value.GetRawText(), CultureInfo.InvariantCulture)),
        _ => false,
    };

    private static bool IsIndex(string name) => uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint index) && index < uint.MaxValue && index.ToString(CultureInfo.InvariantCulture) == name;

    private static bool HasSpace(ReadOnlySpan<byte> json)
    {
        bool isText = false;
        for (int at = 0; at < json.Length; at++)
        {
            if (isText && json[at] == '\\')
            {
                at++;
            }
            else if (json[at] == '"')
            {
                isText = !isText;
            }
            else if (!isText && json[at] <= ' ')
            {
                return true;
            }
        }

        return false;
    }
}
