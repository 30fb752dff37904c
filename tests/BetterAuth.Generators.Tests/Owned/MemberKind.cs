namespace BetterAuth.Generators.Tests.Owned;

/// <summary>A type a member can have, with texts it takes and texts it refuses.</summary>
/// <param name="Type">As declared.</param>
/// <param name="Accepted">JSON values, each as written and as it is written back; one text where both are the same.</param>
/// <param name="Refused">JSON values, each with the path inside it that the refusal names.</param>
internal sealed record MemberKind(string Type, (string Json, string Canonical)[] Accepted, (string Json, string Field)[] Refused)
{
    private static readonly string[] OfEveryType = ["\"x\"", "true", "1", "{}", "[]"];

    public static IReadOnlyList<MemberKind> All { get; } =
    [
        Of("string", ["\"\"", "\"é😀\\u0000\\n\\\"\\\\\"", "\"\\u0041\\/\" → \"A/\""], Not("\"x\"")),
        Of("Utf8Text", ["\"\"", "\"é😀\\u0000\\n\\\"\\\\\"", "\"\\u0041\\/\" → \"A/\""], Not("\"x\"")),
        Of("bool", ["true", "false"], [.. Not("true"), "\"true\"", "0"]),
        Integer("sbyte", "-128", "127", "-129", "128"),
        Integer("byte", "0", "255", "-1", "256"),
        Integer("short", "-32768", "32767", "-32769", "32768"),
        Integer("ushort", "0", "65535", "-1", "65536"),
        Integer("int", "-2147483648", "2147483647", "-2147483649", "2147483648"),
        Integer("uint", "0", "4294967295", "-1", "4294967296"),
        Integer("long", "-9007199254740992", "9007199254740992", "-9007199254740993", "9007199254740993"),
        Integer("ulong", "0", "9007199254740992", "-1", "9007199254740993"),
        IntegerText("sbyte", "-128", "127", "-129", "128"),
        IntegerText("uint", "0", "4294967295", "-1", "4294967296"),
        IntegerText("long", "-9223372036854775808", "9223372036854775807", "-9223372036854775809", "9223372036854775808"),
        IntegerText("ulong", "0", "18446744073709551615", "-1", "18446744073709551616"),
        Of("double", ["0", "-0 → 0", "1.50 → 1.5", "1E2 → 100", "1e21 → 1e+21", "5e-324", "1.7976931348623157e+308"], [.. Not("1"), "1e309", "-1e309", "\"1\"", "\"NaN\""]),
        Of("float", ["0.1", "16777216", "3.4028235e+38", "1e-45", "0.10000000149011612 → 0.1"], [.. Not("1"), "1e39", "-3.5e38", "\"1\""]),
        Of("RawJson", ["null", "true", "\"x\"", "[ 1.0, {} ] → [1,{}]", "{\"a\" : null} → {\"a\":null}"], []),
        Of("Other", ["{\"a\":1}"], [.. Not("{}"), "{} a", "{\"A\":1} A", "{\"a\":\"\"} a", "{\"a\":1,\"a\":1} a", "{\"a\":1,\"b\":1} b", "{\"a\":null} a"]),
        Of("OtherStruct", ["{\"a\":[{\"a\":[]}]}"], [.. Not("{}"), "{\"a\":[{\"a\":1}]} a.0.a"]),
        Of("int[]", ["[]", "[1,2]"], [.. Not("[]"), "[1,null] 1", "[\"1\"] 0", "[[1]] 0"]),
        Of("byte[]", ["[]", "[0,255]"], [.. Not("[]"), "[256] 0", "\"AAAA\""]),
        Of("List<string>", ["[]", "[\"a\",\"b\"]"], [.. Not("[]"), "[\"a\",null] 1", "[1] 0"]),
        Of("List<string?>", ["[\"a\",null]"], [.. Not("[]"), "[1] 0"]),
        Of("List<int?>", ["[1,null]"], [.. Not("[]"), "[1,true] 1"]),
        Of("IReadOnlyList<List<Other>>", ["[]", "[[],[{\"a\":1}]]"], [.. Not("[]"), "[[],[{\"a\":1},{}]] 1.1.a"]),
        Of("Dictionary<string, int>", ["{}", "{\"b\":1,\"a\":2}", "{\"\":1,\"01\":2,\"-1\":3,\"4294967295\":4}", "{\"\\u0061\":1} → {\"a\":1}"],
            [.. Not("{}"), "{\"a\":\"\"} a", "{\"a\":null} a", "{\"a\":1,\"a\":2} a", "{\"a\":1,\"\\u0061\":2} a", "{\"0\":1} 0", "{\"4294967294\":1} 4294967294", "{\"\\u0030\":1} 0", "{\"\\u0000é\":true} ???"]),
        Of("IReadOnlyDictionary<string, Dictionary<string, bool>?>", ["{\"a\":{\"b\":true},\"c\":null}"], [.. Not("{}"), "{\"a\":{\"b\":1}} a.b"]),
    ];

    /// <summary>Each as <c>json → canonical</c>, or one text for both; each refused as <c>json field</c>, or the JSON alone when the refusal is of the whole.</summary>
    private static MemberKind Of(string type, string[] accepted, string[] refused) => new(
        type,
        [.. accepted.Select(text => text.Split(" → ")).Select(parts => (parts[0], parts[^1]))],
        [.. refused.Select(text => (text, Space: text.LastIndexOf(' '))).Select(pair => pair.Space < 0 ? (pair.text, "") : (pair.text[..pair.Space], pair.text[(pair.Space + 1)..]))]);

    private static MemberKind Integer(string type, string least, string most, string below, string above) =>
        Of(type, [least, most, "0", "7", "-0 → 0"], [.. Not("1"), below, above, "1.0", "1e2", "1E0", "0.5", "\"1\"", "99999999999999999999"]);

    private static MemberKind IntegerText(string type, string least, string most, string below, string above) =>
        Of("[IntegerAsText] " + type, [.. new[] { least, most, "0", "7" }.Select(Quoted)], [.. Not("\"x\""), .. new[] { below, above, "", "x", "01", "+1", "-0", "1.0", "1e0", "0x1", "１" }.Select(Quoted)]);

    private static string Quoted(string text) => $"\"{text}\"";

    private static string[] Not(string type) => [.. OfEveryType.Where(json => json != type)];
}
