using System.Text;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>JSON texts in all their spellings, to start from.</summary>
internal static class JsonSeeds
{
    public static IEnumerable<(string Name, byte[] Input)> All { get; } = new (string Name, string Text)[]
    {
        ("message.json", """{"payload":{"access":{"nonce":"0AAAAAAAAAAAAAAAAAAAAAAA"},"request":{"authentication":{"device":"E","identity":"E"}}},"signature":"0I"}"""),
        ("attributes.json", """{"permissionsByRole":{"admin":["read","write"],"user":["read"]},"level":3,"ratio":0.25,"none":null,"yes":true,"no":false}"""),
        ("spaced.json", " {\n \"a\" : [ 1 , 2.5e-3 ,\t-0 ] ,\r\n \"b\" : { } , \"c\" : [ ] } "),
        ("escapes.json", """{"\u0061\n":"\"\\\/\b\f\n\r\t\u0000\u001f\u00e9\uD83D\ude02","é€😂":"é€😂"}"""),
        ("numbers.json", "[0,-0,1,-1,10,1.0,0.5,1e5,1E+5,1e-5,123456789012345678901234567890,5e-324,1.7976931348623157e308,9007199254740993]"),
        ("nested.json", """[[[[[{"a":{"b":{"c":[{"d":[[]]}]}}}]]]]]"""),
        ("deep.json", new string('[', 64) + new string(']', 64)),
        ("same-names-apart.json", """{"a":{"a":{"a":1},"b":2},"b":[{"a":1},{"a":2}]}"""),
        ("many-members.json", "{" + string.Join(',', Enumerable.Range(0, 80).Select(number => $"\"m{number}\":{number}")) + "}"),
        ("long-text.json", "\"" + new string('a', 300) + "é" + new string('b', 40) + "\""),
        ("text.json", "\"abc\""), ("number.json", "1.5"), ("literal.json", "null"),
        ("duplicate.json", """{"a":1,"b":{"c":2,"\u0063":3}}"""), ("half-pair.json", """{"a":"\uD83D"}"""), ("too-deep.json", new string('[', 65) + new string(']', 65)),
        ("index-name.json", """{"1":0}"""), ("index-and-zero.json", """{"1\u0000":0}"""), ("huge-number.json", "[1e999]"),
        ("byte-order-mark.json", "\uFEFF{}"), ("trailing.json", "{} x"), ("bare.json", "{a:1}"), ("comma.json", "[1,]"), ("empty.json", ""),
    }.Select(seed => (seed.Name, Encoding.UTF8.GetBytes(seed.Text))).Append(("not-utf8.json", [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]));
}
