using System.Globalization;
using System.Text;

namespace BetterAuth.Generators.SourceFormatter;

/// <summary>Text inside literals of the generated code.</summary>
internal static class Literal
{
    /// <summary>A C# string literal.</summary>
    public static string Of(string text)
    {
        StringBuilder literal = new("\"");
        foreach (char next in text)
        {
            _ = next is '"' or '\\' ? literal.Append('\\').Append(next)
                : next is >= ' ' and <= '~' ? literal.Append(next)
                : literal.Append("\\u").Append(((int)next).ToString("x4", CultureInfo.InvariantCulture));
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A JSON string as <c>JSON.stringify</c> prints it: what the canonical writer would write.</summary>
    public static string Json(string text)
    {
        StringBuilder json = new("\"");
        foreach (char next in text)
        {
            _ = next switch
            {
                '"' or '\\' => json.Append('\\').Append(next),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append("\\u").Append(((int)next).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(next),
            };
        }

        return json.Append('"').ToString();
    }

    /// <summary>A member's quoted name and its colon, as UTF-8.</summary>
    public static string Name(string wireName, string before = "") => Of(before + Json(wireName) + ":") + "u8";

    /// <summary>Length in bytes of a member's quoted name and its colon.</summary>
    public static int NameLength(string wireName) => Encoding.UTF8.GetByteCount(Json(wireName)) + 1;
}
