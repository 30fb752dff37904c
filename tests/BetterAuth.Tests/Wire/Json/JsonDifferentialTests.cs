using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Wire.Json;

/// <summary>The scanner beside System.Text.Json, which knows the same grammar and is asked separately for what it does not check by itself.</summary>
public class JsonDifferentialTests
{
    [Fact]
    public void Scanner_and_System_Text_Json_accept_the_same_texts()
    {
        int accepted = 0;
        int refused = 0;
        JsonDocuments.Mutants.Sample(
            bytes =>
            {
                bool expected = PlatformAccepts(bytes);
                Interlocked.Increment(ref expected ? ref accepted : ref refused);
                return Json.Accepts(bytes) == expected;
            },
            iter: TestBudget.Iterations(6_000, 100_000),
            print: bytes => Encoding.UTF8.GetString(bytes));
        Assert.True(!TestBudget.IsSample || (accepted > 1000 && refused > 1000), $"One-sided sample: {accepted} accepted, {refused} refused.");
    }

    [Fact]
    public void Canonical_text_means_the_same_and_is_its_own_canonical_text() =>
        JsonDocuments.Texts.Where(text => Json.Accepts(text)).Sample(
            text =>
            {
                string canonical = Json.Canonical(text);
                using JsonDocument before = JsonDocument.Parse(text);
                using JsonDocument after = JsonDocument.Parse(canonical);
                Assert.True(SameMeaning(before.RootElement, after.RootElement), canonical);
                Assert.Equal(canonical, Json.Canonical(canonical));
                Assert.Equal(Encoding.UTF8.GetByteCount(canonical), RawJson.MaxLength(Json.Parse(text)));
            },
            iter: TestBudget.Iterations(1_500, 20_000));

    internal static bool PlatformAccepts(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 });
            return HasWholeStrings(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // GetString and Name throw InvalidOperationException for half a surrogate pair.
    private static bool HasWholeStrings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && HasWholeStrings(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(HasWholeStrings),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };

    internal static bool SameMeaning(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind && one.ValueKind switch
    {
        JsonValueKind.Object => one.EnumerateObject().Zip(other.EnumerateObject()).All(pair => pair.First.Name == pair.Second.Name && SameMeaning(pair.First.Value, pair.Second.Value))
            && one.GetPropertyCount() == other.GetPropertyCount(),
        JsonValueKind.Array => one.GetArrayLength() == other.GetArrayLength() && one.EnumerateArray().Zip(other.EnumerateArray()).All(pair => SameMeaning(pair.First, pair.Second)),
        JsonValueKind.String => one.GetString() == other.GetString(),
        JsonValueKind.Number => one.GetDouble() == other.GetDouble(),
        _ => true,
    };
}
