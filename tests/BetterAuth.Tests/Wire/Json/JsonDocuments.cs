using System.Text;
using CsCheck;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>Generators of JSON texts: valid ones in all their spellings, and mutants.</summary>
internal static class JsonDocuments
{
    private static readonly Gen<string> Space = Gen.OneOf<string>("", "", "", " ", "\n", "\t", "\r\n ");

    private static readonly Gen<string> Number = Gen.OneOf(
        Gen.Int.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Double.Where(double.IsFinite).Select(value => Json.Number(value)),
        Gen.OneOf<string>("0", "-0", "1.0", "1E2", "1e-2", "0.0e+00", "123456789012345678901234567890", "5e-324", "1e308"));

    private static readonly Gen<string> Character = Gen.Frequency(
        (12, Gen.Char['a', 'z'].Select(unit => unit.ToString())),
        (2, Gen.OneOf<string>("é", "€", "😂", "\u007f", "\u0085", "\u2028", "/", "<", " ")),
        (2, Gen.OneOf<string>("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u001f", "\\u00e9", "\\uD83D\\ude02", "\\u0061")));

    private static readonly Gen<string> Text = Character.Array[0, 40].Select(parts => "\"" + string.Concat(parts) + "\"");

    // Few enough to repeat now and then, in several spellings.
    private static readonly Gen<string> Name = Gen.Frequency((3, Text), (1, Gen.OneOf<string>("\"a\"", "\"\\u0061\"", "\"b\"", "\"\"", "\"payload\"", "\"paylo\\u0061d\"")));

    private static readonly Gen<string> Scalar = Gen.OneOf(Number, Text, Gen.OneOf<string>("true", "false", "null"));

    private static readonly Gen<string> SmallScalar = Gen.OneOf(Number, Character.Array[0, 4].Select(parts => "\"" + string.Concat(parts) + "\""), Gen.OneOf<string>("true", "false", "null"));

    private static readonly Gen<string> SmallName = Character.Array[0, 3].Select(parts => "\"" + string.Concat(parts) + "\"");

    /// <summary>Texts of valid grammar; duplicate names are possible.</summary>
    public static Gen<string> Texts { get; } = Gen.Recursive<string>((depth, inner) => depth > 4
        ? Scalar
        : Gen.Frequency(
            (2, Scalar),
            (2, Gen.Select(inner, Space, Space, (item, before, after) => before + item + after).Array[0, 6].Select(items => "[" + string.Join(',', items) + "]")),
            (3, Gen.Select(Name, inner, Space, Space, (name, item, before, after) => before + name + after + ":" + before + item + after).Array[0, 8].Select(items => "{" + string.Join(',', items) + "}"))));

    /// <summary>The same, smaller: for properties of which thousands are tried.</summary>
    public static Gen<string> Small { get; } = Gen.Recursive<string>((depth, inner) => depth > 2
        ? SmallScalar
        : Gen.Frequency(
            (2, SmallScalar),
            (1, Gen.Select(Space, inner.Array[0, 3], (space, items) => "[" + space + string.Join(space + "," + space, items) + space + "]")),
            (2, Gen.Select(Space, Gen.Select(SmallName, inner).Array[0, 3], (space, items) => "{" + space + string.Join(space + ",", items.Select(item => item.Item1 + space + ":" + item.Item2)) + space + "}"))));

    /// <summary>Bytes of texts with up to three bytes changed, removed, added or repeated.</summary>
    public static Gen<byte[]> Mutants { get; } =
        Gen.Select(Texts, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1 << 20], Gen.Int[0, 1 << 20]).Array[0, 3], (text, edits) =>
        {
            List<byte> bytes = [.. Encoding.UTF8.GetBytes(text)];
            foreach ((int kind, int where, int what) in edits)
            {
                Edit(bytes, kind, where, what);
            }

            return bytes.ToArray();
        });

    private static void Edit(List<byte> bytes, int kind, int where, int what)
    {
        ReadOnlySpan<byte> telling = "\"\\{}[],:0123456789.eE+-truefalsn \t\r\nud8\0\u001f"u8;
        int at = where % (bytes.Count + 1);
        switch (kind)
        {
            case 0:
                bytes.Insert(at, telling[what % telling.Length]);
                break;
            case 1:
                bytes.Insert(at, (byte)what);
                break;
            case 2 when at < bytes.Count:
                bytes.RemoveAt(at);
                break;
            case 3 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << (what % 8));
                break;
            case 4 when at < bytes.Count:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(what % 24, bytes.Count - at)));
                break;
            default:
                break;
        }
    }
}
