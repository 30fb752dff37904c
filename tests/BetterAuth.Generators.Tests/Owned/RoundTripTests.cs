using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using BetterAuth.Generators.Tests.Support;
using CsCheck;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>What is written is read back, here and by System.Text.Json; what System.Text.Json writes is read here.</summary>
public class RoundTripTests
{
    private static readonly JsonSerializerOptions Peer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never, // Null where we leave out.
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.Default, // Escapes where we do not.
        WriteIndented = true,
    };

    [Fact]
    public void Reading_what_was_written_gives_the_same_value() => EverythingGen.Values.Sample(value =>
    {
        string text = Message.Write(value);
        Assert.Equal(text, Message.Write(Message.Read<Everything>(text)));
    });

    [Fact]
    public void System_Text_Json_reads_what_was_written() => EverythingGen.Values.Sample(value =>
    {
        Everything theirs = JsonSerializer.Deserialize<Everything>(Message.Write(value), Peer)!;
        Assert.Equal(JsonSerializer.Serialize(value, Peer), JsonSerializer.Serialize(theirs, Peer));
    });

    [Fact]
    public void What_System_Text_Json_writes_is_read_in_any_order_of_members() => Gen.Select(EverythingGen.Values, Gen.Int).Sample((value, seed) =>
    {
        JsonNode theirs = JsonSerializer.SerializeToNode(value, Peer)!;
        Shuffle(theirs, new Random(seed));
        Everything read = Message.Read<Everything>(theirs.ToJsonString(Peer));
        Assert.Equal(JsonSerializer.Serialize(value, Peer), JsonSerializer.Serialize(read, Peer));
    });

    [Fact]
    public void The_length_is_an_upper_bound() => EverythingGen.Values.Sample(value =>
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Message.Write(value)), 2, Everything.MaxLength(value)));

    /// <summary>Declared members in another order, and integers as text where the declaration says so.</summary>
    private static void Shuffle(JsonNode? node, Random random)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? element in array)
            {
                Shuffle(element, random);
            }
        }

        if (node is not JsonObject members || !members.ContainsKey("children"))
        {
            return;
        }

        members["big"] = members["big"]!.ToString();
        KeyValuePair<string, JsonNode?>[] order = [.. members];
        members.Clear();
        random.Shuffle(order);
        foreach ((string name, JsonNode? member) in order)
        {
            Shuffle(member, random);
            members.Add(name, member);
        }
    }
}
