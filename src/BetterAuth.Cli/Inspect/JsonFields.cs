using System.Text;
using System.Text.Json;

namespace BetterAuth.Cli.Inspect;

/// <summary>The leaves of a JSON object that was read strictly before.</summary>
internal static class JsonFields
{
    /// <summary>Every member that is no object, with its path, in order. What stands at <paramref name="freePath"/>, an application's own, stays whole.</summary>
    public static List<InspectedField> Of(ReadOnlyMemory<byte> json, string? freePath)
    {
        List<InspectedField> fields = [];
        Utf8JsonReader reader = new(json.Span);
        reader.Read();
        Walk(ref reader, json.Span, "", freePath, fields);
        return fields;
    }

    private static void Walk(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string parent, string? freePath, List<InspectedField> fields)
    {
        int before = fields.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            string path = parent.Length == 0 ? name : $"{parent}.{name}";
            reader.Read();
            if (path == freePath)
            {
                int start = (int)reader.TokenStartIndex;
                reader.Skip();
                fields.Add(new(path, Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]), "application data"));
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                Walk(ref reader, json, path, freePath, fields);
            }
            else
            {
                fields.Add(new(path, reader.GetString()!, "")); // Protocol members are objects and strings.
            }
        }

        if (fields.Count == before)
        {
            fields.Add(new(parent, "{}", ""));
        }
    }
}
