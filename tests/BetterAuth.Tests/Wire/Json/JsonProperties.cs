using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using BetterAuth.Wire.Json;
using CsCheck;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>Reading JSON: what is accepted, what it means, and that refusing is all that ever happens.</summary>
public class JsonProperties
{
    private static readonly Gen<string> Accepted = JsonDocuments.Small.Where(text => Json.Accepts(text));

    // Few letters, so that names meet; some of them in two spellings.
    private static readonly Gen<(string Written, string Name)> Names = Gen.OneOf<(string, string)>(("a", "a"), ("b", "b"), ("\\u0061", "a"), ("\\u0062", "b"), ("\\n", "\n"), ("\\u000A", "\n"), ("é", "é"), ("\\u00e9", "é"))
        .Array[0, 3].Select(parts => (string.Concat(parts.Select(part => part.Item1)), string.Concat(parts.Select(part => part.Item2))));

    [Property]
    public void The_platform_takes_what_is_taken() => JsonDocuments.Mutants.Holds(
        text => JsonDifferentialTests.PlatformAccepts(text) == Json.Accepts(text),
        Encoding.UTF8.GetString);

    [Property]
    public void White_space_around_a_value_means_nothing() => Gen.Select(Accepted, Gen.OneOf<string>("", " ", "\n", "\t\r "), Gen.OneOf<string>("", " ", "\r\n")).Holds(sample =>
        Json.Canonical(sample.Item2 + sample.Item1 + sample.Item3) == Json.Canonical(sample.Item1));

    [Property]
    public void The_canonical_text_is_its_own_and_as_long_as_was_measured() => Accepted.Holds(text =>
    {
        string canonical = Json.Canonical(text);
        Assert.Equal(canonical, Json.Canonical(canonical));
        Assert.Equal(Encoding.UTF8.GetByteCount(canonical), RawJson.MaxLength(Json.Parse(text)));
    });

    [Property]
    public void The_canonical_text_means_the_same() => Accepted.Holds(text =>
    {
        using JsonDocument before = JsonDocument.Parse(text), after = JsonDocument.Parse(Json.Canonical(text));
        return JsonDifferentialTests.SameMeaning(before.RootElement, after.RootElement);
    });

    [Property]
    public void A_value_keeps_its_bytes_wherever_it_stands() => Gen.Select(Accepted, Accepted).Holds(pair =>
    {
        byte[] message = Encoding.UTF8.GetBytes($$"""{"a": {{pair.Item1}} ,"b":{{pair.Item2}}}""");
        JsonScanner scanner = new(message, null);
        return scanner.TryBeginObject(out _)
            && scanner.TryReadName(out _) && scanner.TryReadRaw(out ReadOnlyMemory<byte> one) && one.Span.SequenceEqual(Encoding.UTF8.GetBytes(pair.Item1.Trim()))
            && scanner.TryReadName(out _) && scanner.TryReadRaw(out ReadOnlyMemory<byte> other) && other.Span.SequenceEqual(Encoding.UTF8.GetBytes(pair.Item2.Trim()))
            && !scanner.TryReadName(out _) && scanner.TryEndObject(out _) && scanner.TryEnd(out _);
    });

    [Property]
    public void An_object_is_refused_exactly_when_two_names_are_the_same_after_unescaping() => Names.Array[0, 60].Holds(names =>
    {
        string text = "{" + string.Join(',', names.Select(name => $"\"{name.Written}\":{{\"a\":[{{}}]}}")) + "}";
        return Json.Accepts(text) == (names.DistinctBy(name => name.Name).Count() == names.Length);
    });

    [Property]
    public void Names_of_one_object_are_not_in_the_way_of_anothers() => Names.Array[1, 40].Holds(names =>
        Json.Accepts("[" + string.Join(',', names.Select(name => $"{{\"{name.Written}\":{{\"{name.Written}\":1}}}}")) + "]"));

    [Property]
    public void Strings_are_unescaped_as_the_platform_does() => Names.Holds(name =>
    {
        byte[] content = Encoding.UTF8.GetBytes(name.Written), plain = new byte[content.Length];
        return Encoding.UTF8.GetString(plain, 0, JsonEscapes.Unescape(content, plain)) == JsonSerializer.Deserialize<string>($"\"{name.Written}\"");
    });

    [Property]
    public void A_special_byte_is_found_where_a_loop_finds_it() => Gen.Select(Gen.Frequency((9, Gen.Byte[0x20, 0xFF]), (1, Gen.Byte)).Array[0, 70], Gen.Int[0, 70]).Holds(sample =>
    {
        int from = Math.Min(sample.Item2, sample.Item1.Length), at = from;
        while (at < sample.Item1.Length && sample.Item1[at] is not ((byte)'"' or (byte)'\\' or < 0x20))
        {
            at++;
        }

        return JsonGrammar.IndexOfSpecial(sample.Item1, from) == at;
    });

    [Property]
    public void Whatever_is_asked_of_whatever_text_only_refusals_come() => Gen.Select(JsonDocuments.Mutants, Gen.Int[0, 5].Array[1, 12]).Holds(sample =>
    {
        JsonScanner scanner = new(sample.Item1, null);
        bool stopped = false;
        foreach (int call in sample.Item2)
        {
            int before = scanner.Position;
            bool answer = call switch
            {
                0 => scanner.TryBeginObject(out _),
                1 => scanner.TryReadName(out _),
                2 => scanner.TryReadText(TextShape.Any, out _),
                3 => scanner.TryReadRaw(out _),
                4 => scanner.TryEndObject(out _),
                _ => scanner.TryEnd(out _),
            };
            Assert.InRange(scanner.Position, before, sample.Item1.Length);
            Assert.False(stopped && answer);
            stopped |= !answer && call is not 1; // a name is also missing where the object ends
        }
    });

    [Property]
    public void A_refused_name_is_short_and_printable() => Gen.Select(Names.Array[0, 40], Gen.String).Holds(sample =>
    {
        JsonScanner scanner = new("{}"u8.ToArray(), null);
        string name = string.Concat(sample.Item1.Select(part => part.Written)) + sample.Item2.Replace("\\", "", StringComparison.Ordinal);
        string field = scanner.RefuseMember(Encoding.UTF8.GetBytes(name), "unknown member")["field"]!;
        return field.Length <= 64 && field.All(character => character is > ' ' and < '\x7F' and not '"');
    });

    [Property]
    public void A_refusal_comes_back_from_its_JSON() => Gen.Select(Gen.Char[' ', '~'].Array[0, 40], Gen.Char[' ', '~'].Array[0, 40]).Holds(sample =>
    {
        Refusal refusal = Refusal.InvalidMessage("f" + new string(sample.Item1), new string(sample.Item2));
        System.Buffers.ArrayBufferWriter<byte> json = new();
        RefusalJson.Write(refusal, json);
        return PeerError.TryRead(json.WrittenMemory, out PeerError? error) && error.Code == "BA101" && error.Message == refusal.Message && error.Context.SequenceEqual(refusal.Context);
    });
}
