using System.Text.Json;
using System.Text.Unicode;

namespace BetterAuth.Fuzzing.References;

/// <summary>What System.Text.Json says of a text, asked one strictness at a time.</summary>
internal sealed class PlatformJson
{
    private PlatformJson(bool isUtf8, bool isJson, bool isDeep, bool hasDuplicates, bool hasHalfSurrogates)
    {
        IsUtf8 = isUtf8;
        IsJson = isJson;
        IsTooDeep = isDeep;
        HasDuplicates = hasDuplicates;
        HasHalfSurrogates = hasHalfSurrogates;
    }

    /// <summary>Valid UTF-8.</summary>
    public bool IsUtf8 { get; }

    /// <summary>The grammar of RFC 8259, at any depth.</summary>
    public bool IsJson { get; }

    /// <summary>More than 64 containers open at once.</summary>
    public bool IsTooDeep { get; }

    /// <summary>Two members of one object have one name.</summary>
    public bool HasDuplicates { get; }

    /// <summary>An escape of half a surrogate pair, or text that is no UTF-8.</summary>
    public bool HasHalfSurrogates { get; }

    /// <summary>Everything that our scanner takes, and nothing else.</summary>
    public bool IsStrict => IsUtf8 && IsJson && !IsTooDeep && !HasDuplicates && !HasHalfSurrogates;

    public static PlatformJson Of(ReadOnlyMemory<byte> text)
    {
        bool isJson = Reads(text, new() { MaxDepth = 100_000 });
        bool isShallow = isJson && Reads(text, new() { MaxDepth = 64 });
        using JsonDocument? document = isShallow ? JsonDocument.Parse(text, new() { MaxDepth = 64 }) : null;
        bool hasWholeStrings = document is not null && HasWholeStrings(document.RootElement);
        return new(Utf8.IsValid(text.Span), isJson, isJson && !isShallow, document is not null && !Parses(text, new() { MaxDepth = 64, AllowDuplicateProperties = false }), document is not null && !hasWholeStrings);
    }

    /// <summary>Whether two values say the same, in the same order.</summary>
    public static bool Means(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.Object => one.GetPropertyCount() == other.GetPropertyCount() && one.EnumerateObject().Zip(other.EnumerateObject()).All(pair => pair.First.Name == pair.Second.Name && Means(pair.First.Value, pair.Second.Value)),
        JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => Means(pair.First, pair.Second)),
        JsonValueKind.String => one.GetString() == other.GetString(),
        JsonValueKind.Number => one.GetDouble() == other.GetDouble(),
        _ => true,
    };

    private static bool Reads(ReadOnlyMemory<byte> text, JsonReaderOptions options)
    {
        try
        {
            Utf8JsonReader reader = new(text.Span, options);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Parses(ReadOnlyMemory<byte> text, JsonDocumentOptions options)
    {
        try
        {
            JsonDocument.Parse(text, options).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // Names and GetString throw InvalidOperationException for half a surrogate pair, and for what is no UTF-8.
    private static bool HasWholeStrings(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && HasWholeStrings(member.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(HasWholeStrings),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
